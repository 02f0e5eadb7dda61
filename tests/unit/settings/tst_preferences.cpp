#include "settings/preferences.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

class TestPreferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void hasDefaults()
    {
        const Preferences preferences(m_folder->path());
        QCOMPARE(preferences.get<QString>(Preference::Theme), QStringLiteral("system"));
        QCOMPARE(preferences.get<int>(Preference::TimeRangeSeconds), 900);
        QVERIFY(!preferences.get<bool>(Preference::ReadOnly));
        QVERIFY(preferences.get<QByteArray>(Preference::WindowGeometry).isEmpty());
    }

    void remembers()
    {
        const QByteArray geometry("\x01\x00\xff@Rect", 8);
        {
            Preferences preferences(m_folder->path());
            preferences.set(Preference::Theme, QStringLiteral("dark"));
            preferences.set(Preference::TimeRangeSeconds, 900);
            preferences.set(Preference::ReadOnly, true);
            preferences.set(Preference::WindowGeometry, geometry);
            QVERIFY(preferences.save());
        }
        const Preferences preferences(m_folder->path());
        QCOMPARE(preferences.get<QString>(Preference::Theme), QStringLiteral("dark"));
        QCOMPARE(preferences.get<int>(Preference::TimeRangeSeconds), 900);
        QVERIFY(preferences.get<bool>(Preference::ReadOnly));
        QCOMPARE(preferences.get<QByteArray>(Preference::WindowGeometry), geometry);
    }

    void saysWhatChanged()
    {
        Preferences preferences(m_folder->path());
        const QSignalSpy changed(&preferences, &Preferences::changed);
        preferences.set(Preference::ReadOnly, true);
        preferences.set(Preference::ReadOnly, true);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].value<Preference>(), Preference::ReadOnly);
    }

    void readsOnlyWhatFits_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::addColumn<int>("range");
        QTest::addColumn<bool>("readOnly");
        QTest::newRow("good") << QByteArray("[charts]\nrangeSeconds=60\n[changes]\nreadOnly=true\n") << 60
                              << true;
        QTest::newRow("no number") << QByteArray("[charts]\nrangeSeconds=soon\n") << 900 << false;
        QTest::newRow("neither true nor false") << QByteArray("[changes]\nreadOnly=maybe\n") << 900 << false;
        QTest::newRow("no stretch of time") << QByteArray("[charts]\nrangeSeconds=-5\n") << 900 << false;
        QTest::newRow("unknown keys") << QByteArray("[elsewhere]\nx=1\n") << 900 << false;
        QTest::newRow("no settings at all") << QByteArray("\x00\xff\xfe{]", 5) << 900 << false;
    }
    void readsOnlyWhatFits()
    {
        QFETCH(QByteArray, ini);
        write(ini);
        const Preferences preferences(m_folder->path());
        QTEST(preferences.get<int>(Preference::TimeRangeSeconds), "range");
        QTEST(preferences.get<bool>(Preference::ReadOnly), "readOnly");
    }

    void knowsItsThemesAndLanguages()
    {
        write("[appearance]\ntheme=purple\nlanguage=klingon\n[history]\ndays=0\nmebibytes=-1\n");
        const Preferences preferences(m_folder->path());
        QCOMPARE(preferences.get<QString>(Preference::Theme), QStringLiteral("system"));
        QCOMPARE(preferences.get<QString>(Preference::Language), QStringLiteral("system"));
        QCOMPARE(preferences.get<int>(Preference::HistoryDays), 365);
        QCOMPARE(preferences.get<int>(Preference::HistoryMebibytes), 1024);
    }

    void setsADamagedFileAside()
    {
        const QByteArray damaged = "no settings\n[appearance\ntheme=dark\n";
        write(damaged);
        Preferences preferences(m_folder->path());
        QCOMPARE(preferences.get<QString>(Preference::Theme), QStringLiteral("system"));
        preferences.set(Preference::Theme, QStringLiteral("light"));
        QVERIFY(preferences.save());
        QFile kept(preferences.setAsideAs());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), damaged);
        QVERIFY(Preferences(m_folder->path()).setAsideAs().isEmpty());
    }

    void saysWhenItCannotSave()
    {
        QFile file(m_folder->filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        Preferences preferences(file.fileName()); // where a folder should be
        preferences.set(Preference::ReadOnly, true);
        const Result<> saved = preferences.save();
        QVERIFY(!saved);
        QCOMPARE(toString(saved.error().kind), QStringLiteral("io"));
    }

private:
    void write(const QByteArray &ini) const
    {
        QFile file(m_folder->filePath(QStringLiteral("preferences.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(ini) == ini.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestPreferences)
#include "tst_preferences.moc"
