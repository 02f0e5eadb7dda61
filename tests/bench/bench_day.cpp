// A simulated day of the console, an hour's worth of load again and again: what it holds at the end beside
// what it held when it was warm.
#include "control/recorder.h"
#include "tests/gui/consolefixture.h"
#include "tests/support/benchrow.h"
#include "ui/interaction/navigator.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include <malloc.h>

using namespace crescendo;

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Seconds interval{10}; // between two snapshots; the window ticks in each second
constexpr Millis perPage = minutes(10);
constexpr Millis warm = hours(6); // live series reach back an hour, each page was shown, caches are full
constexpr Millis day = hours(24);

const ConnectionId &connection()
{
    static const ConnectionId id{QStringLiteral("local")};
    return id;
}

/// A pool that rises and falls once in an hour.
Pool poolAt(const char *name, TimePoint now)
{
    const auto minute = static_cast<int>(toMillis(now) / 60'000 % 60);
    const int workers = 1 + std::min(minute, 60 - minute) / 8;
    Pool pool;
    pool.id = {QLatin1String(name)};
    pool.queue = QueueDepth{2 * workers, workers};
    pool.desired = workers;
    pool.ready = workers;
    pool.busy = workers;
    pool.profile = Profile();
    pool.autoscaler = AutoscalerStatus::Active;
    for (int i = 0; i < workers; ++i) {
        Worker worker{{QStringLiteral("%1.%2.%3").arg(pool.id.value).arg(toMillis(now) / 3'600'000).arg(i)},
                      QStringLiteral("worker-%1").arg(i)};
        worker.state = WorkerState::Busy;
        worker.job = JobId{QString::number(toMillis(now) / 10'000)}; // another at each look
        worker.cpu = MilliCores{1000};
        worker.memory = mebibytes(80);
        pool.workers.push_back(worker);
    }
    for (int i = 0; i < 50; ++i)
        pool.decisions.push_back({pool.id, now - i * interval, workers, workers, workers, 3 * workers});
    return pool;
}

Samples samplesOf(const Pool &pool, TimePoint now)
{
    Samples samples;
    const auto add = [&](Metric metric, double value, const WorkerId &worker = {}) {
        samples.push_back({{connection(), pool.id, worker, metric}, now, value});
    };
    add(Metric::QueuePending, pool.queue->pending);
    add(Metric::QueueRunning, pool.queue->running);
    add(Metric::WorkersDesired, *pool.desired);
    add(Metric::WorkersReady, *pool.ready);
    add(Metric::WorkersBusy, *pool.busy);
    for (const Worker &worker : pool.workers) {
        add(Metric::CpuCores, 1, worker.id);
        add(Metric::MemoryBytes, static_cast<double>(worker.memory->value), worker.id);
    }
    return samples;
}

struct Held {
    double heap = 0; ///< MiB
    double files = 0;
};

Held held()
{
    const struct mallinfo2 info = mallinfo2();
    return {static_cast<double>(info.uordblks + info.hblkhd) / 1024 / 1024,
            static_cast<double>(QDir(QStringLiteral("/proc/self/fd"))
                                    .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                                    .size())};
}

class Day {
public:
    Day()
        : m_theme(*qApp)
        , m_recorder(m_console.connections, *m_console.history, m_console.live, m_console.clock)
        , m_window(m_console.services(), m_theme)
    {
        m_console.platform.start();
        m_window.resize(1280, 800);
        m_window.show();
        QTest::qWait(100);
    }

    void live(Millis time)
    {
        const TimePoint end = m_console.clock.now() + time;
        while (m_console.clock.now() < end) {
            m_window.navigator().goToPage(everyPage[m_page++ % everyPage.size()]);
            for (Millis on(0); on < perPage; on += interval)
                look();
        }
        m_window.navigator().goToPage(PageId::Pool); // the same at each measurement
        look();
        QTest::qWait(200); // what is read and written is over
    }

private:
    void look()
    {
        const TimePoint now = m_console.clock.now();
        const std::vector<Pool> pools{poolAt("analysis", now), poolAt("generation", now)};
        for (const Pool &pool : pools)
            Q_EMIT m_console.platform.sampled(samplesOf(pool, now));
        m_console.platform.show(now, pools);
        for (Seconds second(0); second < interval; ++second) {
            m_console.clock.advance(Seconds(1));
            m_window.tick();
        }
        QCoreApplication::processEvents();
    }

    ConsoleFixture m_console;
    Theme m_theme;
    Recorder m_recorder;
    MainWindow m_window;
    std::size_t m_page = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    Day console;
    console.live(warm);
    const Held before = held();
    console.live(day - warm);
    const Held after = held();
    report({QStringLiteral("console after 24 h: heap (beside after 6 h)"), QStringLiteral("MiB"), after.heap,
            before.heap, Bound::AtMost, 1.05});
    report({QStringLiteral("console after 24 h: open files (beside after 6 h)"), QStringLiteral("files"),
            after.files, before.files, Bound::AtMost, 1});
    return 0;
}
