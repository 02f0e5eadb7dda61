#pragma once

#include "tests/support/dockerengine.h"

namespace crescendo {

/// A namespace of the control plane that CRESCENDO_TEST_KUBECONFIG names (tests/run starts it), for one test;
/// driven through kubectl. It is deleted with this object.
class TestNamespace {
public:
    explicit TestNamespace(const QString &name);
    ~TestNamespace();
    TestNamespace(const TestNamespace &) = delete;
    TestNamespace &operator=(const TestNamespace &) = delete;

    static QString kubeconfig() { return qEnvironmentVariable("CRESCENDO_TEST_KUBECONFIG"); }
    const QString &name() const { return m_name; }

    /// In this namespace, unless the arguments say otherwise.
    ProgramOutput kubectl(const QStringList &arguments) const;
    /// Applies a manifest as it stands; what went wrong, else nothing.
    QString apply(const QByteArray &manifest) const;
    /// Applies the guide's two workers; what went wrong, else nothing.
    QString applyGuide() const;

private:
    QString applyFile(const QString &path) const;

    QString m_name;
};

/// There is a control plane; else it says that the test needs one.
bool hasCluster();

} // namespace crescendo
