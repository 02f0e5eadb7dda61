#pragma once

#include <QCoreApplication>
#include <QTest>

#include <cstdio>

namespace crescendo {

/// The main() of a test against a real keyring; ./keyring starts one.
template <typename Test> int runKeyringTest(int argc, char **argv)
{
    if (qEnvironmentVariableIntValue("CRESCENDO_TEST_KEYRING") == 0) {
        std::fputs(
            "no keyring to test against: set CRESCENDO_TEST_KEYRING=1 in a D-Bus session that has one\n",
            stderr);
        return qEnvironmentVariable("CI") == QLatin1String("true") ? 1 : 77;
    }
    const QCoreApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace crescendo
