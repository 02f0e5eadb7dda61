#include "ui/charts/seriesraster.h"

#include <QTest>

using namespace crescendo;

namespace {

constexpr int margin = 1;
constexpr int height = 8; // and so high is the highest value: a value a pixel

Column flat(double value)
{
    return {value, value, value, value, true};
}

Column rising(double from, double to)
{
    return {from, to, std::min(from, to), std::max(from, to), true};
}

/// One text a pixel column, from the plot's lower edge up: "." nothing, "+" a part, "#" all of a pixel; the
/// margins are not shown.
QStringList drawn(const QImage &image)
{
    QStringList columns;
    for (int x = 0; x < image.width(); ++x) {
        QString column;
        for (int row = image.height() - margin - 1; row >= margin; --row) {
            const int alpha = qAlpha(image.pixel(x, row));
            column += QLatin1Char(alpha == 0 ? '.' : alpha == 255 ? '#' : '+');
        }
        columns << column;
    }
    return columns;
}

SeriesRaster rasterOf(std::size_t width)
{
    return {QSize(static_cast<int>(width), height), margin, height};
}

QString lineOf(const std::vector<Column> &columns, const LineShape &shape)
{
    SeriesRaster raster = rasterOf(columns.size());
    raster.addLine(columns, Qt::red, shape);
    return drawn(raster.image()).join(QLatin1Char(' '));
}

} // namespace

class SeriesRasterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesHaveTheirThickness()
    {
        // The value 3 lies between the third and the fourth pixel.
        QCOMPARE(lineOf({flat(3)}, {2, 0, 0}), QStringLiteral("..##...."));
        QCOMPARE(lineOf({flat(3)}, {1, 0, 0}), QStringLiteral("..++...."));
        QCOMPARE(lineOf({flat(3.5)}, {1, 0, 0}), QStringLiteral("...#...."));
    }

    void risesJoinWhatTheyLeadTo()
    {
        QCOMPARE(lineOf({flat(1.5), rising(1.5, 6.5), flat(6.5)}, {1, 0, 0}),
                 QStringLiteral(".#...... .######. ......#."));
    }

    /// A rise is as thick as the line: half a pixel on each side of its own.
    void risesAreThickAsWell()
    {
        QCOMPARE(lineOf({flat(1), rising(1, 7), flat(7)}, {2, 0, 0}),
                 QStringLiteral("##++++++ ######## ++++++##"));
    }

    void nothingIsDrawnWhereNothingIsKnown()
    {
        QCOMPARE(lineOf({flat(1.5), Column(), flat(1.5)}, {1, 0, 0}),
                 QStringLiteral(".#...... ........ .#......"));
    }

    void dashesAreCountedAlongBothAxes()
    {
        const std::vector<Column> level(6, flat(3.5));
        const QStringList columns = lineOf(level, {1, 2, 1}).split(QLatin1Char(' '));
        QCOMPARE(columns.count(QStringLiteral("...#....")), 4);
        QCOMPARE(columns.count(QStringLiteral("........")), 2);
        QVERIFY(columns[0] == columns[3] && columns[1] == columns[4] && columns[2] == columns[5]);
        QCOMPARE(lineOf({rising(0, 8)}, {1, 2, 1}).count(QLatin1Char('.')), 3);
    }

    void areasReachFromOneSeriesToTheNext()
    {
        SeriesRaster raster = rasterOf(3);
        raster.addArea({}, {flat(2), flat(2), Column()}, Qt::red);
        QCOMPARE(drawn(raster.image()).join(QLatin1Char(' ')), QStringLiteral("##...... ##...... ........"));
        raster.addArea({flat(2), flat(2)}, {flat(4), flat(2)}, Qt::blue);
        QCOMPARE(drawn(raster.image()).join(QLatin1Char(' ')), QStringLiteral("####.... ##...... ........"));
        QCOMPARE(raster.image().pixelColor(0, margin + height - 1), QColor(Qt::red));
        QCOMPARE(raster.image().pixelColor(0, margin + height - 3), QColor(Qt::blue));
    }

    void coloursAreLaidOverEachOther()
    {
        SeriesRaster raster = rasterOf(1);
        raster.addArea({}, {flat(8)}, Qt::white);
        QColor half(Qt::black);
        half.setAlphaF(0.5F);
        raster.addArea({}, {flat(8)}, half);
        const QColor mixed = raster.image().pixelColor(0, margin);
        QCOMPARE(mixed.alpha(), 255);
        QVERIFY2(std::abs(mixed.red() - 127) <= 1 && mixed.red() == mixed.blue(), qPrintable(mixed.name()));
    }

    /// Values beyond the plot, and lines along its edges, stay within the image.
    void whatLiesBeyondIsCutOff()
    {
        SeriesRaster raster = rasterOf(4);
        raster.addLine({flat(0), flat(8), flat(1e9), rising(-1e9, 1e9)}, Qt::red, {2, 0, 0});
        const QImage &image = raster.image();
        QCOMPARE(image.size(), QSize(4, height + 2 * margin));
        QCOMPARE(qAlpha(image.pixel(0, height + 2 * margin - 1)), 255);
        QCOMPARE(qAlpha(image.pixel(1, 0)), 255);
        QCOMPARE(drawn(image).last(), QStringLiteral("########"));
    }
};

QTEST_GUILESS_MAIN(SeriesRasterTest)
#include "tst_seriesraster.moc"
