#include "local/embeddedservice.h"
#include "tests/support/fulldisk.h"

#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

class TestEmbeddedService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskKeepsItFromStarting()
    {
        const QTemporaryDir folder;
        EmbeddedService service({QStringLiteral("/bin/true"), folder.path(), {}, 0});
        {
            const FullDisk full(16);
            const Result<> started = service.start();
            QVERIFY(!started);
            QVERIFY2(describe(started.error()).contains(service.configFile()),
                     qPrintable(describe(started.error())));
        }
        QVERIFY(!QFile::exists(service.configFile()));
        QVERIFY(service.start());
        QVERIFY(QFile::exists(service.configFile()));
    }
};

QTEST_GUILESS_MAIN(TestEmbeddedService)
#include "tst_embeddedservice.moc"
