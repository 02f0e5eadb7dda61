#include "ui/models/rowmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

struct LetterRow {
    QChar letter;
    int value = 0;
    QChar key() const { return letter; }
    bool operator==(const LetterRow &) const = default;
};

class LetterModel final : public RowModel<LetterRow> {
public:
    using RowModel::RowModel;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(row(index.row()).letter) : QVariant();
    }
};

/// "a b3 c": rows a and c with the value 0, b with 3.
std::vector<LetterRow> rowsOf(const QString &text)
{
    std::vector<LetterRow> rows;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        rows.push_back({word[0], word.mid(1).toInt()});
    return rows;
}

QString textOf(const LetterModel &model)
{
    QStringList words;
    for (int i = 0; i < model.rowCount(); ++i) {
        const LetterRow &row = model.row(i);
        words << (row.value == 0 ? QString(row.letter) : row.letter + QString::number(row.value));
    }
    return words.join(QLatin1Char(' '));
}

} // namespace

class RowModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Signals: "-first..last" removed, "+first..last" inserted, "from>to" moved, "~first..last" changed.
    void differences_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("signalsTold");
        QTest::newRow("nothing") << "a b c"
                                 << "a b c"
                                 << "";
        QTest::newRow("fill") << ""
                              << "a b c"
                              << "+0..2";
        QTest::newRow("clear") << "a b c"
                               << ""
                               << "-0..2";
        QTest::newRow("insert at both ends") << "b"
                                             << "a b c"
                                             << "+0..0 +2..2";
        QTest::newRow("remove two stretches") << "a b c d e"
                                              << "a d"
                                              << "-4..4 -1..2";
        QTest::newRow("changes are merged") << "a b c d e"
                                            << "a1 b1 c d1 e1"
                                            << "~0..1 ~3..4";
        QTest::newRow("last to front") << "a b c"
                                       << "c a b"
                                       << "2>0";
        QTest::newRow("swap and change") << "a b c"
                                         << "b2 a c"
                                         << "1>0 ~0..0";
        QTest::newRow("reversed") << "a b c"
                                  << "c b a"
                                  << "2>0 2>1";
        QTest::newRow("everything at once") << "a b c d"
                                            << "e d b2"
                                            << "-2..2 -0..0 +0..0 2>1 ~2..2";
    }
    void differences()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        LetterModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rowsOf(before));
        QStringList told;
        const auto stretch = [&told](QChar sign) {
            return [&told, sign](const QModelIndex &, int first, int last) {
                told << QStringLiteral("%1%2..%3").arg(sign).arg(first).arg(last);
            };
        };
        connect(&model, &QAbstractItemModel::rowsRemoved, this, stretch(QLatin1Char('-')));
        connect(&model, &QAbstractItemModel::rowsInserted, this, stretch(QLatin1Char('+')));
        connect(&model, &QAbstractItemModel::rowsMoved, this,
                [&told](const QModelIndex &, int from, int, const QModelIndex &, int to) {
                    told << QStringLiteral("%1>%2").arg(from).arg(to);
                });
        connect(&model, &QAbstractItemModel::dataChanged, this,
                [&told](const QModelIndex &first, const QModelIndex &last) {
                    told << QStringLiteral("~%1..%2").arg(first.row()).arg(last.row());
                });
        model.setRows(rowsOf(after));
        QCOMPARE(textOf(model), after);
        QTEST(told.join(QLatin1Char(' ')), "signalsTold");
    }
};

QTEST_GUILESS_MAIN(RowModelTest)
#include "tst_rowmodel.moc"
