// The largest settings file there may be, wrong from top to bottom: how long its errors take, beside Qt's
// JSON parser, which knows neither positions nor comments.
#include "config/autoscalersettings.h"
#include "tests/support/benchrow.h"
#include "tests/support/cputime.h"

#include <algorithm>

using namespace crescendo;

namespace {

constexpr int runs = 5;

QByteArray unknownKeys()
{
    QByteArray text = "{\"Autoscaling\":{";
    for (int i = 0; text.size() < JsonDocument::maxBytes - 100; ++i)
        text += "\"k" + QByteArray::number(i) + "\":1,";
    text.back() = '}';
    return text + '}';
}

template <typename Act> double milliseconds(Act act)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const double before = cpuMilliseconds();
        act();
        times.push_back(cpuMilliseconds() - before);
    }
    std::ranges::sort(times);
    return times[runs / 2];
}

} // namespace

int main()
{
    const QByteArray text = unknownKeys();
    const double ours = milliseconds([&text] {
        const auto settings =
            Configuration::from({{QStringLiteral("appsettings.json"), text}}, QProcessEnvironment())
                .and_then(settingsFrom);
        if (settings)
            qFatal("wrong settings were taken");
    });
    report({QStringLiteral("errors of 1 MB of settings"), QStringLiteral("ms"), ours, std::nullopt,
            Bound::AtMost, 1'000});
    return 0;
}
