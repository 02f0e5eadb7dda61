#include "ui/interaction/remember.h"

#include <QAbstractButton>
#include <QHeaderView>

namespace crescendo {

void rememberSorting(QHeaderView &header, Preferences &preferences, Preference preference)
{
    header.restoreState(preferences.get<QByteArray>(preference));
    QObject::connect(
        &header, &QHeaderView::sortIndicatorChanged, &preferences,
        [&header, &preferences, preference] { preferences.set(preference, header.saveState()); });
}

void rememberTurned(const QWidget &page, Preferences &preferences, Preference preference)
{
    const auto turned = preferences.get<QStringList>(preference);
    for (QAbstractButton *button : page.findChildren<QAbstractButton *>()) {
        if (!button->isCheckable())
            continue;
        const QString name = button->objectName();
        if (turned.contains(name))
            button->toggle();
        QObject::connect(button, &QAbstractButton::toggled, &preferences, [&preferences, preference, name] {
            auto now = preferences.get<QStringList>(preference);
            if (now.removeAll(name) == 0)
                now << name;
            preferences.set(preference, now);
        });
    }
}

} // namespace crescendo
