#include "config/configuration.h"
#include "config/jsonedit.h"
#include "tests/fuzz/fuzz.h"

using namespace crescendo;

namespace {

/// Type and text by path in one case.
using Leaves = std::map<QString, QString>;

Result<Leaves> leavesOf(const QByteArray &file)
{
    return Configuration::from({{QStringLiteral("f"), file}}, {}).map([](const Configuration &configuration) {
        Leaves leaves;
        for (const auto &[path, value] : configuration.values())
            leaves[path.toCaseFolded()] = QString::number(static_cast<int>(value.type)) + value.text;
        return leaves;
    });
}

/// An object that was empty is a leaf before something is added to it and none afterwards.
void dropFilled(Leaves &leaves, const QString &path)
{
    std::erase_if(leaves, [&path](const auto &leaf) {
        return path.toCaseFolded().startsWith(leaf.first + QLatin1Char(':'));
    });
}

void checkEdit(const QByteArray &file, const Leaves &before, const QString &path)
{
    const Result<QByteArray> edited = withValues(file, {{path, qint64(42)}});
    if (!edited) {
        require(edited.error().kind == ErrorKind::InvalidInput, "what cannot be edited is invalid input");
        return;
    }
    Result<Leaves> after = leavesOf(*edited);
    require(after.has_value(), "an edited file can be read");
    Leaves expected = before;
    expected[path.toCaseFolded()] =
        QString::number(static_cast<int>(JsonType::Number)) + QStringLiteral("42");
    dropFilled(expected, path);
    dropFilled(*after, path);
    require(*after == expected, "an edited file has the asked value and all others as before");
    require(withValues(*edited, {{path, qint64(42)}}) == edited, "the same edit again changes nothing");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray file = bytesOf(data, size);
    const Result<Leaves> before = leavesOf(file);
    if (!before)
        return 0;
    for (const auto &path : {QStringLiteral("Autoscaling:MinWorkers"),
                             QStringLiteral("Autoscaling:Pools:analysis:MaxWorkers"), QStringLiteral("New")})
        checkEdit(file, *before, path);
    return 0;
}
