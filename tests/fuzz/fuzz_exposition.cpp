#include "autoscaler/api/prometheustext.h"
#include "tests/fuzz/expositionreader.h"
#include "tests/fuzz/fuzz.h"
#include "worker/workerstatus.h"

#include <cmath>
#include <cstring>

using namespace crescendo;

namespace {

double numberFrom(const QByteArray &bytes)
{
    quint64 bits = 0;
    std::memcpy(&bits, bytes.constData(), std::min(sizeof bits, static_cast<std::size_t>(bytes.size())));
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
}

bool isSame(double read, double put)
{
    return read == put || (std::isnan(read) && std::isnan(put));
}

void checkService(const QByteArray &label, const QByteArray &other, double number)
{
    DurationHistogram histogram;
    histogram.add(number);
    const QString pool = QString::fromUtf8(label);
    PrometheusText out;
    out.family("things", "gauge", "Things.");
    out.sample("things", {{"pool", pool}, {"state", QString::fromUtf8(other)}}, number);
    out.sample("things", {}, number);
    out.family("seconds", "histogram", "Seconds.");
    out.histogram("seconds", pool, histogram);

    const auto samples = readExposition(out.text());
    require(samples.has_value(), "the service's text follows the format");
    require(samples->size() == 2 + DurationHistogram::bounds.size() + 3, "every sample has its line");
    require(samples->front().labels.at("pool") == pool.toUtf8(), "a label reads as it was put in");
    require(samples->front().labels.at("state") == QString::fromUtf8(other).toUtf8(), "so does another");
    require(isSame(samples->front().value, number), "a value reads as it was put in");
    require(samples->back().labels.at("pool") == pool.toUtf8(), "a histogram has its label");
}

void checkWorker(const QByteArray &label, double number)
{
    WorkerStatus status;
    status.pool = {QString::fromUtf8(label)};
    status.worker = {QString::fromUtf8(label)};
    status.running = {{{QString::fromUtf8(label)}, number}};
    status.ended = {{JobOutcome::GivenBack, static_cast<int>(label.size())}};
    const auto samples = readExposition(prometheusText(status));
    require(samples.has_value(), "the worker's text follows the format");
    require(samples->front().value == 1, "one job is running");
}

} // namespace

/// Eight bytes that are a number, then two texts with a zero byte between them.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input = bytesOf(data, size);
    const double number = numberFrom(input.left(8));
    const QByteArray texts = input.mid(8);
    const qsizetype found = texts.indexOf('\0');
    const qsizetype border = found < 0 ? texts.size() : found;
    const QByteArray label = texts.left(border);
    checkService(label, texts.mid(border + 1), number);
    checkWorker(label, number);
    return 0;
}
