#include "tests/support/testrun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace crescendo {

void TestRun::execute(QObject &&test)
{
    // Qt Test says of what was skipped only in what it prints: have it print into a file, too.
    const QTemporaryDir folder;
    QFile log(folder.filePath(QStringLiteral("log")));
    m_failures +=
        QTest::qExec(&test,
                     m_arguments
                         + QStringList{QStringLiteral("-o"), QStringLiteral("-,txt"), QStringLiteral("-o"),
                                       log.fileName() + QStringLiteral(",txt")});
    m_hasSkipped = m_hasSkipped || (log.open(QIODevice::ReadOnly) && log.readAll().contains("\nSKIP   : "));
}

int TestRun::exitCode() const
{
    if (m_failures > 0)
        return 1;
    return m_hasSkipped ? skipped() : 0;
}

int TestRun::skipped()
{
    return qEnvironmentVariable("CI") == QLatin1String("true") ? 1 : 77;
}

} // namespace crescendo
