#include "ui/models/jobsmodel.h"
#include "ui/theme/colours.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

Job job(qint64 number, JobState state = JobState::Pending)
{
    Job job;
    job.id = {QString::number(number)};
    job.pool = {QStringLiteral("analysis")};
    job.state = state;
    job.created = now;
    return job;
}

/// "9 8! 7 +": jobs; ! is a running one, + says that there are more.
JobPage pageOf(const QString &text)
{
    JobPage page;
    for (QString word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const bool isRunning = word.endsWith(QLatin1Char('!'));
        if (word == QLatin1String("+"))
            page.more = true;
        else
            page.jobs.push_back(job(word.remove(QLatin1Char('!')).toLongLong(),
                                    isRunning ? JobState::Running : JobState::Pending));
    }
    return page;
}

QString shown(const JobsModel &model)
{
    QStringList words;
    for (int row = 0; row < model.rowCount(); ++row) {
        const Job &job = model.job(row);
        words << job.id.value + (job.state == JobState::Running ? QStringLiteral("!") : QString());
    }
    if (model.canFetchMore({}))
        words << QStringLiteral("+");
    return words.join(QLatin1Char(' '));
}

} // namespace

class JobsModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
    }

    void mergesPages_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after"); // empty: the beginning
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("signals_"); // inserted, removed, changed
        QTest::newRow("the first") << ""
                                   << ""
                                   << "9 8 7 +"
                                   << "9 8 7 +"
                                   << "1 0 0";
        QTest::newRow("the same") << "9 8 7 +"
                                  << ""
                                  << "9 8 7 +"
                                  << "9 8 7 +"
                                  << "0 0 0";
        QTest::newRow("new ones") << "9 8 7 +"
                                  << ""
                                  << "11 10 9 +"
                                  << "11 10 9 8 7 +"
                                  << "1 0 0";
        QTest::newRow("many new ones") << "9 8 7 +"
                                       << ""
                                       << "30 29 +"
                                       << "30 29 9 8 7 +"
                                       << "1 0 0";
        QTest::newRow("changed ones are told together") << "9 8 7 6 +"
                                                        << ""
                                                        << "9 8! 7! 6 +"
                                                        << "9 8! 7! 6 +"
                                                        << "0 0 1";
        QTest::newRow("the next page") << "9 8 +"
                                       << "8"
                                       << "7 6 +"
                                       << "9 8 7 6 +"
                                       << "1 0 0";
        QTest::newRow("the last page") << "9 8 +"
                                       << "8"
                                       << "7"
                                       << "9 8 7"
                                       << "1 0 0";
        QTest::newRow("nothing after all") << "9 8 +"
                                           << "8"
                                           << ""
                                           << "9 8"
                                           << "0 0 0";
        QTest::newRow("removed between") << "9 8 7 6 5 +"
                                         << ""
                                         << "9 6 +"
                                         << "9 6 5 +"
                                         << "0 1 0";
        QTest::newRow("removed at the end") << "9 8 7 6"
                                            << ""
                                            << "9 8"
                                            << "9 8"
                                            << "0 1 0";
        QTest::newRow("all removed") << "9 8 7"
                                     << ""
                                     << ""
                                     << ""
                                     << "0 1 0";
        QTest::newRow("a stretch in the middle") << "9 8 7 6 5 4 +"
                                                 << "8"
                                                 << "7! 5 +"
                                                 << "9 8 7! 5 4 +"
                                                 << "0 1 1";
        QTest::newRow("come between") << "9 7 5 +"
                                      << "9"
                                      << "8 7 6 5 +"
                                      << "9 8 7 6 5 +"
                                      << "2 0 0";
        QTest::newRow("a page beyond the end") << "9 8 7 +"
                                               << "9"
                                               << "8 7 6 5"
                                               << "9 8 7 6 5"
                                               << "1 0 0";
    }
    void mergesPages()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, page);
        JobsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.merge(std::nullopt, pageOf(before.isEmpty() ? QStringLiteral("+") : before));
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.merge(after.isEmpty() ? std::nullopt : std::optional(JobId{after}), pageOf(page));
        QTEST(shown(model), "expected");
        QTEST(QStringLiteral("%1 %2 %3").arg(inserted.count()).arg(removed.count()).arg(changed.count()),
              "signals_");
        QCOMPARE(reset.count(), 0);
    }

    void keepsWhatIsChosen()
    {
        JobsModel model;
        model.merge(std::nullopt, pageOf(QStringLiteral("9 8 7 +")));
        const QPersistentModelIndex chosen = model.index(1, 0);
        model.merge(std::nullopt, pageOf(QStringLiteral("12 11 10 9 8! 7 +")));
        QCOMPARE(chosen.row(), 4);
        QCOMPARE(model.rowOf({QStringLiteral("8")}), 4);
        QCOMPARE(model.rowOf({QStringLiteral("77")}), -1);
    }

    void holdsAHundredThousand()
    {
        JobsModel model;
        connect(&model, &JobsModel::moreWanted, this, [&model] {
            const qint64 last = numberOf(model.job(model.rowCount() - 1).id);
            JobPage page;
            for (qint64 number = last - 1; number > 0 && page.jobs.size() < 500; --number)
                page.jobs.push_back(job(number));
            page.more = last > 501;
            model.merge(model.job(model.rowCount() - 1).id, page);
        });
        model.merge(std::nullopt, {{job(100'000)}, true});
        while (model.canFetchMore({}))
            model.fetchMore({});
        QCOMPARE(model.rowCount(), 100'000);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.merge(JobId{QStringLiteral("50001")}, {{job(50'000, JobState::Running)}, true});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.rowCount(), 100'000);
    }

    void cellsAreText()
    {
        Job done = job(12, JobState::Succeeded);
        done.parameters = {{QStringLiteral("fileName"), QStringLiteral("test.mp3")}};
        done.worker = QStringLiteral("analysis-2");
        done.firstStarted = now + Millis(80);
        done.started = done.firstStarted;
        done.finished = now + Millis(1'280);
        Job running = job(11, JobState::Running);
        running.progress = 0.5;
        running.parameters = {{QStringLiteral("seconds"), 30}, {QStringLiteral("tempo"), 120}};
        JobsModel model;
        model.setNow(now);
        model.merge(std::nullopt, {{done, running}, false});
        QStringList rows;
        for (int row = 0; row < 2; ++row) {
            QStringList cells;
            for (int column = 0; column < model.columnCount(); ++column)
                cells << model.index(row, column)
                             .data()
                             .toString()
                             .replace(QChar(QChar::Nbsp), QLatin1Char(' '));
            rows << cells.join(QLatin1Char('|'));
        }
        QCOMPARE(rows.at(0), QStringLiteral("12|Succeeded|test.mp3|analysis|analysis-2|14:22|80 ms|1.2 s"));
        QCOMPARE(rows.at(1), QStringLiteral("11|Running, 50 %|30 s at 120 bpm|analysis|–|14:22|–|–"));
        QCOMPARE(model.index(0, JobsModel::State).data(ToneRole).toInt(), static_cast<int>(Tone::Fine));
    }
};

QTEST_MAIN(JobsModelTest)
#include "tst_jobsmodel.moc"
