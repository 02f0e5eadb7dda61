#pragma once

#include "aks/makeplatform.h"
#include "tests/support/testcluster.h"

#include <QRegularExpression>

namespace crescendo {

// The test cluster's namespaces as the platform has them, and what kubectl prints of them.

/// The platform of a namespace, once it is live; else null.
inline std::unique_ptr<Platform> openPlatform(const TestNamespace &in)
{
    static const SystemClock clock;
    ConnectionConfig config;
    config.kind = ConnectionKind::Cluster;
    config.kubeconfig = TestNamespace::kubeconfig();
    config.namespaceName = in.name();
    auto platform = makeAksPlatform(config, clock).value();
    platform->start();
    const bool isLive = QTest::qWaitFor([&] { return platform->state() == ConnectionState::Live; });
    return isLive ? std::move(platform) : nullptr;
}

inline PoolId poolOf(const TestNamespace &in, const char *name)
{
    return {in.name() + QStringLiteral("/Deployment/") + QLatin1String(name)};
}

/// The rows of a table of kubectl's, sorted, with "|" between the cells.
inline QStringList tableOf(const TestNamespace &in, const QStringList &arguments)
{
    static const QRegularExpression gap(QStringLiteral(" {2,}"));
    QStringList rows;
    const ProgramOutput output = in.kubectl(arguments + QStringList{QStringLiteral("--no-headers")});
    for (const QString &line : output.text.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        rows += line.trimmed().split(gap).join(QLatin1Char('|'));
    rows.sort();
    return rows;
}

/// The cells of `kubectl get hpa`.
inline QStringList printedHpas(const TestNamespace &in)
{
    return tableOf(in, {QStringLiteral("get"), QStringLiteral("hpa")});
}

/// The same as the platform has it.
inline QStringList shownHpas(const Platform &platform)
{
    QStringList rows;
    for (const auto &entry : platform.snapshot()->pools) {
        if (entry.second->hpa)
            rows += cellsOf(*entry.second->hpa, SystemClock().now()).join(QLatin1Char('|'));
    }
    rows.sort();
    return rows;
}

/// At one moment: the age of both goes on, and each look at kubectl takes its time.
inline bool agreesOnHpas(const Platform &platform, const TestNamespace &in)
{
    return QTest::qWaitFor([&] { return shownHpas(platform) == printedHpas(in); }, 20'000);
}

} // namespace crescendo
