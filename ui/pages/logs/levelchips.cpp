#include "ui/pages/logs/levelchips.h"

#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace crescendo {
namespace {

struct Chip {
    LogKind kind;
    const char *name;
    const char *text;
};
constexpr std::array<Chip, logKindCount - 1> chips{{
    {LogKind::Error, "levelError", QT_TRANSLATE_NOOP("crescendo::LevelChips", "&Errors")},
    {LogKind::Warning, "levelWarning", QT_TRANSLATE_NOOP("crescendo::LevelChips", "&Warnings")},
    {LogKind::Info, "levelInfo", QT_TRANSLATE_NOOP("crescendo::LevelChips", "&Info")},
    {LogKind::Debug, "levelDebug", QT_TRANSLATE_NOOP("crescendo::LevelChips", "&Debug")},
    {LogKind::Other, "levelOther", QT_TRANSLATE_NOOP("crescendo::LevelChips", "&Other")},
}};

} // namespace

LevelChips::LevelChips(QWidget *parent) : QWidget(parent)
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::tight);
    for (std::size_t i = 0; i < chips.size(); ++i) {
        auto *button = new QPushButton(tr(chips.at(i).text), this);
        button->setObjectName(QLatin1String(chips.at(i).name));
        button->setCheckable(true);
        button->setChecked(true);
        columns->addWidget(button);
        connect(button, &QPushButton::toggled, this, &LevelChips::kindsChanged);
        m_chips.at(i) = button;
    }
    m_chips.back()->setToolTip(tr("Lines that do not say their level"));
}

LogKinds LevelChips::kinds() const
{
    LogKinds kinds;
    for (std::size_t i = 0; i < chips.size(); ++i)
        kinds.set(static_cast<std::size_t>(chips.at(i).kind), m_chips.at(i)->isChecked());
    return kinds;
}

} // namespace crescendo
