#pragma once

#include <QStringList>

class QObject;

namespace crescendo {

/// Runs test objects of one program, and tells its exit code so that a test that skipped something does not
/// look like one that passed.
class TestRun {
public:
    explicit TestRun(QStringList arguments) : m_arguments(std::move(arguments)) {}

    void execute(QObject &&test);
    /// 77, which ctest takes for skipped, when something was skipped and nothing failed; in CI that is a
    /// failure.
    int exitCode() const;

    static int skipped();

private:
    QStringList m_arguments;
    int m_failures = 0;
    bool m_hasSkipped = false;
};

} // namespace crescendo
