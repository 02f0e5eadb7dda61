#include "config/autoscalersettings.h"
#include "tests/fuzz/properties.h"

using namespace crescendo;

namespace {

void checkSettings(const AutoscalerSettings &settings)
{
    require(faultsOf(settings.common).empty(), "the common profile keeps the rules");
    require(settings.pools.size() == 2, "both pools are there");
    for (const auto &[id, pool] : settings.pools) {
        require(faultsOf(pool.profile).empty(), "a pool's profile keeps the rules");
        require(pool.profile.minWorkers >= 1, "a pool keeps one worker");
        require(pool.ports.count() > 0, "a pool has ports");
    }
    for (const ConfigWarning &warning : settings.warnings)
        require(!warning.text.contains(QLatin1Char('\n')), "a warning is one line");
}

} // namespace

/// One file, or two with a form feed between them.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input = bytesOf(data, size);
    std::vector<ConfigFile> files;
    const qsizetype border = input.indexOf('\f');
    files.push_back({QStringLiteral("appsettings.json"), border < 0 ? input : input.first(border)});
    if (border >= 0)
        files.push_back({QStringLiteral("appsettings.Development.json"), input.sliced(border + 1)});

    const Result<AutoscalerSettings> settings = Configuration::from(files, {}).and_then(settingsFrom);
    if (settings)
        checkSettings(*settings);
    else
        requireReadable(settings.error(), {ErrorKind::InvalidInput});
    return 0;
}
