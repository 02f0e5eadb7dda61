#pragma once

namespace crescendo {

class ChangePipeline;
class Clock;
class ConfiguredConnections;
class Connections;
class HistoryStore;
class Interaction;
class Journal;
class LiveSeries;
class PlatformFactory;
class Preferences;
class PresetStore;

/// What main.cpp wires and the window hands to its pages. All of it outlives them.
struct Services {
    Connections &connections;
    ChangePipeline &pipeline;
    HistoryStore &history;
    Journal &journal;
    LiveSeries &live;
    Interaction &interaction;
    Preferences &preferences;
    PresetStore &presets;
    ConfiguredConnections &configured;
    PlatformFactory &factory;
    const Clock &clock;
};

} // namespace crescendo
