#include "aks/kubectl.h"

#include "base/shellquoted.h"

namespace crescendo {

QString kubectlCommand(const KubectlAddress &address, const QString &arguments)
{
    QString command = QStringLiteral("kubectl");
    if (!address.kubeconfig.isEmpty())
        command += QStringLiteral(" --kubeconfig ") + shellQuoted(address.kubeconfig);
    if (!address.context.isEmpty())
        command += QStringLiteral(" --context ") + shellQuoted(address.context);
    return command + QLatin1Char(' ') + arguments;
}

} // namespace crescendo
