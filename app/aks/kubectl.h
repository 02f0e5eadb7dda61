#pragma once

#include <QString>

namespace crescendo {

/// Where commands to copy find the cluster; what is empty is left out.
struct KubectlAddress {
    QString kubeconfig;
    QString context;
};

/// "kubectl --context aks scale …": a command of kubectl's on that cluster. What may need quotes is given
/// with them.
QString kubectlCommand(const KubectlAddress &address, const QString &arguments);

} // namespace crescendo
