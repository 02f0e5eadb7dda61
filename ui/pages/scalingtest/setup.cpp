#include "ui/pages/scalingtest/setup.h"

#include "control/connections.h"
#include "ui/pages/scalingtest/audiofiles.h"
#include "ui/pages/scalingtest/dropzone.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int mostClips = 200;
constexpr int longestWork = 600; // seconds
constexpr int atATime = 10; // uploads, as in the guide
constexpr int namedFiles = 3; // the others are counted

} // namespace

ScalingTestSetup::ScalingTestSetup(const Connections &connections, Interaction &interaction, QWidget *parent)
    : QWidget(parent)
    , m_connections(connections)
    , m_interaction(interaction)
    , m_pools(new QComboBox(this))
    , m_clips(new QSpinBox(this))
    , m_work(new QSpinBox(this))
    , m_drop(new DropZone(this))
    , m_choose(new QPushButton(tr("C&hoose…"), this))
    , m_clear(new QPushButton(tr("&Generate instead"), this))
    , m_refusal(new TextLabel(TextRole::Caption, Tone::Broken, this))
{
    setupFields();
    setupFiles();
    setupViews();
    connectSignals();
    refreshPools();
    showFiles();
}

void ScalingTestSetup::setupFields()
{
    const LoadPlan usual;
    m_pools->setObjectName(QStringLiteral("testPool"));
    m_pools->setAccessibleName(tr("Pool"));
    m_clips->setObjectName(QStringLiteral("testClips"));
    m_clips->setAccessibleName(tr("Uploads"));
    m_clips->setRange(1, mostClips);
    m_clips->setValue(usual.clips);
    m_work->setObjectName(QStringLiteral("testWork"));
    m_work->setAccessibleName(tr("Work per clip"));
    m_work->setRange(1, longestWork);
    m_work->setSuffix(tr(" s"));
    m_work->setValue(static_cast<int>(usual.workPerClip.count()));
}

void ScalingTestSetup::setupFiles()
{
    m_drop->setObjectName(QStringLiteral("testFiles"));
    m_choose->setObjectName(QStringLiteral("chooseTestFile"));
    m_choose->setToolTip(tr("Adds an audio file to upload instead of generated clips"));
    m_clear->setObjectName(QStringLiteral("clearTestFiles"));
    m_clear->setToolTip(tr("Forgets the files, and uploads generated clips again"));
    m_refusal->setObjectName(QStringLiteral("testFilesRefusal"));
    m_refusal->setWordWrap(true);
    m_refusal->hide();
}

void ScalingTestSetup::setupViews()
{
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(space::unit);
    buttons->addWidget(m_choose);
    buttons->addWidget(m_clear);
    auto *files = new QHBoxLayout;
    files->setSpacing(space::unit);
    files->addWidget(m_drop, 1);
    files->addLayout(buttons);
    auto *numbers = new QHBoxLayout;
    numbers->setSpacing(space::unit);
    auto *workLabel = new QLabel(tr("&Work per clip"), this);
    workLabel->setBuddy(m_work);
    numbers->addWidget(m_clips);
    numbers->addSpacing(2 * space::unit);
    numbers->addWidget(workLabel);
    numbers->addWidget(m_work);
    numbers->addStretch();
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(2 * space::unit);
    form->setVerticalSpacing(space::unit);
    form->addRow(tr("&Pool"), m_pools);
    form->addRow(tr("&Uploads"), numbers);
    qobject_cast<QLabel *>(form->labelForField(numbers))->setBuddy(m_clips);
    form->addRow(tr("Audio"), files);
    form->addRow(m_refusal);
}

void ScalingTestSetup::connectSignals()
{
    connect(m_pools, &QComboBox::currentIndexChanged, this, &ScalingTestSetup::changed);
    connect(m_clips, &QSpinBox::valueChanged, this, &ScalingTestSetup::changed);
    connect(m_drop, &DropZone::dropped, this, &ScalingTestSetup::addFiles);
    connect(m_choose, &QPushButton::clicked, this, &ScalingTestSetup::chooseFile);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_files.clear();
        m_refusal->hide();
        showFiles();
    });
}

ScalingTestPlan ScalingTestSetup::plan() const
{
    ScalingTestPlan plan;
    if (const int chosen = m_pools->currentIndex(); chosen >= 0) {
        plan.connection = m_choices[static_cast<size_t>(chosen)].connection;
        plan.pool = m_choices[static_cast<size_t>(chosen)].pool;
    }
    plan.load.clips = m_clips->value();
    plan.load.workPerClip = Seconds(m_work->value());
    plan.load.files = m_files;
    plan.load.parallel = atATime;
    return plan;
}

QString ScalingTestSetup::where() const
{
    return m_pools->currentText();
}

void ScalingTestSetup::setTarget(const ConnectionId &connection, const PoolId &pool)
{
    const auto found = std::ranges::find_if(m_choices, [&](const PoolChoice &choice) {
        return choice.connection == connection && choice.pool == pool;
    });
    if (found != m_choices.end())
        m_pools->setCurrentIndex(static_cast<int>(found - m_choices.begin()));
}

/// Only when they are different: an open list would close.
void ScalingTestSetup::refreshPools()
{
    std::vector<PoolChoice> choices = choicesOf(m_connections);
    if (choices == m_choices)
        return;
    const ScalingTestPlan chosen = plan();
    const QSignalBlocker quiet(m_pools); // who listens would come back here
    m_choices = std::move(choices);
    m_pools->clear();
    for (const PoolChoice &choice : m_choices)
        m_pools->addItem(choice.name);
    setTarget(chosen.connection, chosen.pool);
}

std::vector<ScalingTestSetup::PoolChoice> ScalingTestSetup::choicesOf(const Connections &connections)
{
    std::vector<PoolChoice> choices;
    for (const Platform *platform : connections.all()) {
        for (const auto &entry : platform->snapshot()->pools)
            choices.push_back({QStringLiteral("%1 · %2").arg(entry.first.value, platform->name()),
                               platform->id(), entry.first});
    }
    return choices;
}

void ScalingTestSetup::addFiles(const QStringList &paths)
{
    QStringList refusals;
    for (const QString &path : paths) {
        const QString refusal = audioRefusal(path);
        if (!refusal.isEmpty())
            refusals << refusal;
        else if (!m_files.contains(path))
            m_files << path;
    }
    m_refusal->setText(refusals.join(QLatin1Char('\n')));
    m_refusal->setVisible(!refusals.isEmpty());
    m_clips->setValue(std::max(m_clips->value(), static_cast<int>(m_files.size())));
    showFiles();
}

void ScalingTestSetup::chooseFile()
{
    m_interaction.askOpenFileName(tr("Audio to upload"), audioFilter())
        .then(this, [this](const std::optional<QString> &path) {
            if (path)
                addFiles({*path});
        });
}

void ScalingTestSetup::showFiles()
{
    QStringList names;
    for (const QString &path : m_files.mid(0, namedFiles))
        names << QFileInfo(path).fileName();
    const auto more = static_cast<int>(m_files.size()) - namedFiles;
    if (more > 0)
        names << tr("%n more", nullptr, more);
    m_drop->setText(m_files.isEmpty()
                        ? tr("Clips are generated. Drop audio files here to upload those instead.")
                        : names.join(QStringLiteral(", ")));
    m_work->setEnabled(m_files.isEmpty());
    m_work->setToolTip(m_files.isEmpty() ? tr("How long one worker shall need for a generated clip")
                                         : tr("Only generated clips can be made to measure."));
    m_clear->setEnabled(!m_files.isEmpty());
    Q_EMIT changed();
}

} // namespace crescendo
