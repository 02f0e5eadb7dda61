#include "ui/pages/jobs/jobdetails.h"

#include "ui/presentation/jobtext.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/textlabel.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace crescendo {

JobDetails::JobDetails(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextRole::Section, Tone::Plain, this))
    , m_state(new TextLabel(TextRole::Body, Tone::Plain, this))
    , m_facts(new FactList(this))
    , m_resultTitle(new TextLabel(TextRole::Section, Tone::Plain, this))
    , m_resultText(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_result(new FactList(this))
{
    setupViews();
    showNothing();
}

void JobDetails::setupViews()
{
    m_title->setObjectName(QStringLiteral("jobTitle"));
    m_resultText->setObjectName(QStringLiteral("jobResultText"));
    m_facts->setObjectName(QStringLiteral("jobFacts"));
    m_result->setObjectName(QStringLiteral("jobResult"));
    m_resultTitle->setText(tr("Result"));
    m_resultText->setWordWrap(true);
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *card = new Card(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_state);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::card, space::card, space::card, space::card);
    rows->setSpacing(space::unit);
    rows->addLayout(top);
    rows->addWidget(makeContent(), 1);
    rows->addWidget(makeButtons());
}

QWidget *JobDetails::makeContent()
{
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("jobScroll"));
    area->setAccessibleName(tr("Job"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(area);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::unit);
    rows->addWidget(m_facts);
    rows->addWidget(m_resultTitle);
    rows->addWidget(m_resultText);
    rows->addWidget(m_result);
    rows->addStretch(1);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

QWidget *JobDetails::makeButtons()
{
    auto *buttons = new QWidget(this);
    m_retry = makeButton("retryJob", tr("&Try again…"), buttons);
    m_cancel = makeButton("cancelJob", tr("&Cancel…"), buttons);
    m_save = makeButton("saveResult", tr("&Save result…"), buttons);
    auto *grid = new QGridLayout(buttons);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space::unit);
    grid->addWidget(m_save, 0, 0, 1, 2);
    grid->addWidget(m_retry, 1, 0);
    grid->addWidget(m_cancel, 1, 1);
    connect(m_retry, &QPushButton::clicked, this, &JobDetails::retryRequested);
    connect(m_cancel, &QPushButton::clicked, this, &JobDetails::cancelRequested);
    connect(m_save, &QPushButton::clicked, this, &JobDetails::saveRequested);
    return buttons;
}

QPushButton *JobDetails::makeButton(const char *name, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    return button;
}

void JobDetails::show(const Job &job, TimePoint now)
{
    const bool isOther = !m_job || m_job->id != job.id || m_job->resultType != job.resultType;
    m_job = job;
    const StateText state = textOf(job);
    m_title->setText(tr("Job %1").arg(job.id.value));
    m_state->setText(state.text);
    m_state->setTone(state.tone);
    m_facts->show(factsOf(job, now));
    if (isOther) {
        m_result->show({});
        showResultText(resultText(job));
    }
    updateButtons();
}

void JobDetails::showNothing()
{
    m_job.reset();
    m_title->setText(tr("No job chosen"));
    m_state->setText({});
    m_facts->show({});
    m_result->show({});
    showResultText({});
    updateButtons();
}

void JobDetails::showAnalysis(const AudioAnalysis &analysis)
{
    showResultText({});
    m_resultTitle->show();
    m_result->show(factsOf(analysis));
}

void JobDetails::showResultText(const QString &text)
{
    m_resultText->setText(text);
    m_resultText->setVisible(!text.isEmpty());
    m_resultTitle->setVisible(!text.isEmpty());
}

void JobDetails::setRefusal(const QString &refusal)
{
    m_refusal = refusal;
    updateButtons();
}

void JobDetails::updateButtons()
{
    const auto allow = [](QPushButton &button, const QString &refusal, const QString &hint) {
        button.setEnabled(refusal.isEmpty());
        button.setToolTip(refusal.isEmpty() ? hint : refusal);
    };
    const QString none = m_job ? m_refusal : tr("Choose a job.");
    const bool canTry = m_job && canRetry(m_job->state);
    allow(*m_retry, none.isEmpty() && !canTry ? tr("Only failed and dead jobs can be tried again.") : none,
          tr("It waits for a worker again, with fresh attempts."));
    allow(*m_cancel, none, tr("Delete it with its file and its result (Delete)."));
    const bool hasResult = m_job && !m_job->resultType.isEmpty();
    allow(*m_save, hasResult ? QString() : tr("There is no result to save."),
          tr("Save the result to a file."));
}

} // namespace crescendo
