#include "tests/support/testcluster.h"

#include <QTemporaryFile>

namespace crescendo {

TestNamespace::TestNamespace(const QString &name)
    : m_name(name + QStringLiteral("-%1").arg(QCoreApplication::applicationPid()))
{
    kubectl({QStringLiteral("create"), QStringLiteral("namespace"), m_name});
}

TestNamespace::~TestNamespace()
{
    kubectl({QStringLiteral("delete"), QStringLiteral("namespace"), m_name, QStringLiteral("--wait=false")});
}

ProgramOutput TestNamespace::kubectl(const QStringList &arguments) const
{
    return runProgram(qEnvironmentVariable("CRESCENDO_TEST_KUBECTL"),
                      QStringList{QStringLiteral("--kubeconfig"), kubeconfig(), QStringLiteral("-n"), m_name}
                          + arguments,
                      {});
}

QString TestNamespace::apply(const QByteArray &manifest) const
{
    QTemporaryFile file;
    if (!file.open() || file.write(manifest) != manifest.size() || !file.flush())
        return file.errorString();
    return applyFile(file.fileName());
}

QString TestNamespace::applyGuide() const
{
    return applyFile(QStringLiteral(QT_TESTCASE_SOURCEDIR "/../../installer/kubernetes/"));
}

QString TestNamespace::applyFile(const QString &path) const
{
    const ProgramOutput output = kubectl({QStringLiteral("apply"), QStringLiteral("-f"), path});
    return output.exitCode == 0 ? QString() : output.text;
}

bool hasCluster()
{
    const bool isThere = !TestNamespace::kubeconfig().isEmpty();
    if (!isThere)
        std::fputs("needs a Kubernetes control plane: ./tests/run -L kube\n", stderr);
    return isThere;
}

} // namespace crescendo
