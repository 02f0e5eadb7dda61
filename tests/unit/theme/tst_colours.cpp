#include "ui/theme/colours.h"

#include <QPalette>
#include <QTest>

#include <cmath>

using namespace crescendo;

namespace {

double luminance(const QColor &colour)
{
    const auto channel = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

/// WCAG's contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

class ColoursTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textIsReadable()
    {
        QFETCH(bool, isDark);
        const Colours &c = isDark ? darkColours() : lightColours();
        constexpr double leastForText = 4.5;
        for (const Tone tone : {Tone::Plain, Tone::Muted, Tone::Accent, Tone::Fine, Tone::Limited,
                                Tone::Broken, Tone::Desired}) {
            for (const QColor &ground : {c.surface, c.window})
                QVERIFY2(contrast(c.of(tone), ground) >= leastForText,
                         qPrintable(QString::number(static_cast<int>(tone))));
        }
        QVERIFY(contrast(c.onAccent, c.accent) >= leastForText);
        QVERIFY(contrast(c.onAccent, c.fine) >= leastForText);
        QVERIFY(contrast(c.muted, c.sidebar) >= leastForText);
        QVERIFY(contrast(c.text, c.accentSoft) >= leastForText);
    }

    void seriesStandOutFromTheirGround()
    {
        for (const Colours *c : {&lightColours(), &darkColours()}) {
            for (const Ink ink :
                 {Ink::Pending, Ink::Running, Ink::Ready, Ink::Desired, Ink::Cpu, Ink::Memory, Ink::Gpu})
                QVERIFY2(contrast(c->of(ink), c->surface) >= 2.2,
                         qPrintable(QString::number(static_cast<int>(ink))));
        }
    }

    void aPaletteLeadsBackToItsColours()
    {
        QCOMPARE(&coloursOf(paletteOf(lightColours())), &lightColours());
        QCOMPARE(&coloursOf(paletteOf(darkColours())), &darkColours());
    }
};

QTEST_GUILESS_MAIN(ColoursTest)
#include "tst_colours.moc"
