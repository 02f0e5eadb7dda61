#include "ui/theme/metrics.h"

#include <QFont>
#include <QFontInfo>

#include <cmath>

namespace crescendo {

QFont fontFor(TextRole role, const QFont &base)
{
    QFont font = base;
    const auto scaled = [&font](double factor) {
        font.setPixelSize(static_cast<int>(std::lround(QFontInfo(font).pixelSize() * factor)));
    };
    switch (role) {
    case TextRole::Caption:
        scaled(0.88);
        break;
    case TextRole::Section:
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Place:
        scaled(1.15);
        break;
    case TextRole::Title:
        scaled(1.15);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Value:
        scaled(1.7);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Body:
        break;
    }
    return font;
}

} // namespace crescendo
