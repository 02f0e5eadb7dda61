#include "system/openfiles.h"

#include <QTest>

#include <sys/resource.h>

using namespace crescendo;

class TestOpenFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void raisesTheLimitAsFarAsAllowed_data()
    {
        QTest::addColumn<quint64>("most");
        QTest::addColumn<quint64>("expected");
        QTest::newRow("enough") << quint64(0) << quint64(8192);
        QTest::newRow("the system's limit") << quint64(700) << quint64(700); // cannot be raised again
    }

    void raisesTheLimitAsFarAsAllowed()
    {
        QFETCH(quint64, most);
        QFETCH(quint64, expected);
        rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
        if (most > 0)
            limit.rlim_max = most;
        if (limit.rlim_max < expected)
            QSKIP("this system allows fewer");
        limit.rlim_cur = 256;
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
        raiseOpenFileLimit();
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
        QCOMPARE(quint64(limit.rlim_cur), expected);
    }
};

QTEST_GUILESS_MAIN(TestOpenFiles)
#include "tst_openfiles.moc"
