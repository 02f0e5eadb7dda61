// The logs page with a million lines: how soon a filter shows matches, what a frame costs, and what is kept.
#include "tests/support/benchrow.h"
#include "tests/support/cputime.h"
#include "tests/support/loglines.h"
#include "tests/support/procmemory.h"
#include "ui/models/logexport.h"
#include "ui/models/logmodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lineview.h"
#include "ui/widgets/logdelegate.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>

#include <algorithm>
#include <limits>

using namespace crescendo;

namespace {

constexpr qint64 million = 1'000'000;
constexpr qint64 batch = 10'000;
constexpr int repetitions = 5;

void fill(LogStore &store, qint64 first, qint64 count)
{
    for (qint64 at = first; at < first + count; at += batch)
        store.append(logLines(at, batch));
}

void waitForAll(const LogModel &model)
{
    while (model.isFinding())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

struct FilterTimes {
    double first = std::numeric_limits<double>::max();
    double all = std::numeric_limits<double>::max();
};

/// In milliseconds, the best of some tries: other programs disturb.
FilterTimes timeFilter(LogModel &model, const QString &pattern)
{
    FilterTimes best;
    for (int i = 0; i < repetitions; ++i) {
        QElapsedTimer timer;
        timer.start();
        model.show(
            {LogKinds().set(), QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption), {}});
        while (model.rowCount() == 0)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        best.first = std::min(best.first, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        waitForAll(model);
        best.all = std::min(best.all, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

/// The same lines through `grep -icE`, in milliseconds.
double timeGrep(const QString &path, const QString &pattern, int expected)
{
    double best = std::numeric_limits<double>::max();
    for (int i = 0; i < repetitions; ++i) {
        QElapsedTimer timer;
        timer.start();
        QProcess grep;
        grep.start(QStringLiteral("grep"), {QStringLiteral("-icE"), pattern, path});
        grep.waitForFinished(-1);
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (grep.readAll().trimmed().toInt() != expected)
            qFatal("grep finds another number of lines");
    }
    return best;
}

/// Painting the page scrolled somewhere, in milliseconds.
double timeFrame(LineView &view)
{
    std::vector<double> frames;
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    for (int i = 0; i < 101; ++i) {
        const double before = cpuMilliseconds();
        view.verticalScrollBar()->setValue(
            static_cast<int>(qint64(i) * view.verticalScrollBar()->maximum() / 100));
        view.render(&image);
        frames.push_back(cpuMilliseconds() - before);
    }
    std::ranges::sort(frames);
    return frames[frames.size() / 2];
}

double residentNow()
{
    return residentMegabytes(QCoreApplication::applicationPid());
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const Theme theme(application);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("lines.log"));
    const QString pattern = QStringLiteral("Autoscal");
    const double before = residentNow();
    LogStore store;
    LogModel model(store);
    LineView view(model);
    view.setItemDelegate(new LogDelegate(
        {LogModel::TextRole, LogModel::TimeRole, LogModel::LevelRole, LogModel::ToneRole, LogModel::MarkRole},
        &view));
    view.resize(1400, 900);
    view.show();
    fill(store, 0, million);
    const FilterTimes times = timeFilter(model, pattern);
    const int found = model.rowCount();
    model.show({});
    waitForAll(model);
    if (!saveLines(path, store.spans(0, store.end(), std::numeric_limits<std::size_t>::max()), model.lines()))
        qFatal("cannot write %s", qPrintable(path));
    const double grep = timeGrep(path, pattern, found);
    const double frame = timeFrame(view);
    const QString words = QStringLiteral("autoscal.*load: [0-9]+");
    const FilterTimes expression = timeFilter(model, words);
    const double grepExpression = timeGrep(path, words, model.rowCount());
    std::printf("%d of %lld lines match\n", found, static_cast<long long>(million));
    report({QStringLiteral("a filter over a million lines, first matches"), QStringLiteral("ms"), times.first,
            std::nullopt, Bound::AtMost, 100});
    report({QStringLiteral("a filter over a million lines, all matches"), QStringLiteral("ms"), times.all,
            std::nullopt, Bound::AtMost, 1000});
    report({QStringLiteral("the same beside grep -icE"), QStringLiteral("ms"), times.all, grep, Bound::AtMost,
            4});
    report({QStringLiteral("a regular expression beside grep -icE"), QStringLiteral("ms"), expression.all,
            grepExpression, Bound::AtMost, 4});
    report({QStringLiteral("a frame of a million lines, scrolled"), QStringLiteral("ms"), frame, std::nullopt,
            Bound::AtMost, 8});
    fill(store, million, 4 * million);
    waitForAll(model);
    report({QStringLiteral("memory for five million lines"), QStringLiteral("MB"), residentNow() - before,
            std::nullopt, Bound::AtMost, 400});
    return 0;
}
