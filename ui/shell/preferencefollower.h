#pragma once

#include "settings/preferences.h"
#include "ui/interaction/services.h"

namespace crescendo {

class Theme;

/// Puts what the operator prefers into effect, now and whenever it changes. What belongs to one page alone is
/// that page's.
class PreferenceFollower final : public QObject {
    Q_OBJECT

public:
    PreferenceFollower(const Services &services, Theme &theme, QObject *parent = nullptr);

private:
    void apply(Preference preference);
    void limitHistory();

    Services m_services;
    Theme &m_theme;
};

} // namespace crescendo
