#include "ui/widgets/holdbox.h"

#include "ui/presentation/units.h"

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

constexpr std::array<Seconds, 6> holds{Seconds(0),
                                       std::chrono::minutes(5),
                                       std::chrono::minutes(15),
                                       std::chrono::hours(1),
                                       std::chrono::hours(4),
                                       std::chrono::days(1)};

} // namespace

HoldBox::HoldBox(QWidget *parent) : QComboBox(parent)
{
    for (const Seconds choice : holds)
        addItem(choice == Seconds(0) ? tr("No hold") : durationText(choice));
}

Seconds HoldBox::hold() const
{
    return holds.at(static_cast<std::size_t>(std::max(0, currentIndex())));
}

void HoldBox::setHold(Seconds hold)
{
    const auto nearest = std::ranges::min_element(
        holds, {}, [hold](Seconds choice) { return std::chrono::abs(choice - hold); });
    setCurrentIndex(static_cast<int>(nearest - holds.begin()));
}

} // namespace crescendo
