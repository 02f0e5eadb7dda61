#include "ui/pages/pool/sentencebar.h"

#include "ui/widgets/card.h"
#include "ui/widgets/textlabel.h"

#include <QGridLayout>
#include <QPushButton>

namespace crescendo {
namespace {

constexpr int evidenceColumns = 7; // more go below

} // namespace

SentenceBar::SentenceBar(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_headline(new TextLabel(TextRole::Section, Tone::Plain, m_card))
    , m_lever(new TextLabel(TextRole::Body, Tone::Muted, m_card))
    , m_toggle(new QPushButton(tr("&Evidence"), m_card))
    , m_evidenceBlock(new QWidget(m_card))
    , m_evidence(new QGridLayout(m_evidenceBlock))
{
    setupViews();
}

void SentenceBar::setupViews()
{
    m_headline->setObjectName(QStringLiteral("headline"));
    m_headline->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_lever->setObjectName(QStringLiteral("lever"));
    m_toggle->setObjectName(QStringLiteral("evidence"));
    m_toggle->setCheckable(true);
    m_toggle->setToolTip(tr("The numbers behind this"));
    m_evidenceBlock->setObjectName(QStringLiteral("evidenceBlock"));
    m_evidenceBlock->hide();
    m_evidence->setContentsMargins(0, space::tight, 0, space::tight);
    m_evidence->setHorizontalSpacing(3 * space::unit);
    m_evidence->setVerticalSpacing(2);
    connect(m_toggle, &QPushButton::toggled, m_evidenceBlock, &QWidget::setVisible);

    auto *row = new QHBoxLayout;
    row->setSpacing(space::card);
    row->addWidget(m_headline);
    row->addWidget(m_lever, 1);
    row->addWidget(m_toggle);
    auto *rows = new QVBoxLayout(m_card);
    rows->setContentsMargins(2 * space::unit, space::unit, space::card, space::unit);
    rows->addLayout(row);
    rows->addWidget(m_evidenceBlock);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
}

void SentenceBar::show(const Sentence &sentence, const Evidence &evidence)
{
    m_card->setEdge(sentence.tone);
    m_headline->setText(sentence.headline);
    m_lever->setText(sentence.lever);
    setAccessibleName(sentence.headline);
    setAccessibleDescription(sentence.lever);
    showEvidence(evidence);
}

void SentenceBar::showEvidence(const Evidence &evidence)
{
    // One column for each number, its name above it; labels are made once and reused.
    for (int i = 0; i < std::max(m_evidence->count() / 2, static_cast<int>(evidence.size())); ++i) {
        const int row = i / evidenceColumns * 2;
        const int column = i % evidenceColumns;
        if (!m_evidence->itemAtPosition(row, column)) {
            m_evidence->addWidget(new TextLabel(TextRole::Caption, Tone::Muted, m_evidenceBlock), row,
                                  column);
            m_evidence->addWidget(new TextLabel(TextRole::Body, Tone::Plain, m_evidenceBlock), row + 1,
                                  column);
        }
        const bool isUsed = i < static_cast<int>(evidence.size());
        const auto &[name, value] = isUsed ? evidence[static_cast<std::size_t>(i)] : Evidence::value_type();
        for (const auto &[line, text] : {std::pair(row, name), std::pair(row + 1, value)}) {
            auto *label = static_cast<TextLabel *>(m_evidence->itemAtPosition(line, column)->widget());
            label->setText(text);
            label->setVisible(isUsed);
        }
    }
}

} // namespace crescendo
