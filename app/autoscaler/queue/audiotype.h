#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace crescendo {

enum class AudioType { Wav, Flac, Ogg, Mp3 };

QString toString(AudioType type); ///< "wav", "flac", "ogg", "mp3"

/// What the first bytes of a file are, by its signature and the header behind it; nothing for anything but
/// audio. Give it the first 4 KiB, or the whole of a shorter file: a header that begins within them must be
/// right, one that lies behind them (after a large ID3 tag) is left to the decoder.
std::optional<AudioType> sniffAudio(QByteArrayView head);

} // namespace crescendo
