#include "ui/presentation/rollouttext.h"

#include <QTest>

using namespace crescendo;

// How far a workload is, by the conditions of `kubectl rollout status`.
class RolloutTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<QList<int>>("numbers"); // desired, total, updated, available
        QTest::addColumn<bool>("isSeen");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QList<int> &numbers, bool isSeen, const char *text) {
            QTest::newRow(name) << numbers << isSeen << QString::fromLatin1(text);
        };
        row("done", {3, 3, 3, 3}, true, "all up to date");
        row("none", {0, 0, 0, 0}, true, "all up to date");
        row("told", {3, 3, 3, 3}, false, "about to begin");
        row("begun", {3, 4, 1, 3}, true, "1 of 3 updated, 3 available");
        row("old ones end", {3, 4, 3, 3}, true, "1 old pod still ends");
        row("not available yet", {3, 3, 3, 2}, true, "3 of 3 updated, 2 available");
    }
    void says()
    {
        QFETCH(QList<int>, numbers);
        QFETCH(bool, isSeen);
        QTEST(rolloutText({numbers[0], numbers[1], numbers[2], numbers[3], isSeen, {}}), "text");
    }
};

QTEST_GUILESS_MAIN(RolloutTextTest)
#include "tst_rollouttext.moc"
