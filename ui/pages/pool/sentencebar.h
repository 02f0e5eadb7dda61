#pragma once

#include "ui/presentation/sentence.h"

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace crescendo {

class Card;
class TextLabel;

/// What the pool is doing and why, the lever beside it, and the numbers behind it one click away.
class SentenceBar final : public QWidget {
    Q_OBJECT

public:
    explicit SentenceBar(QWidget *parent = nullptr);

    void show(const Sentence &sentence, const Evidence &evidence);

private:
    void setupViews();
    void showEvidence(const Evidence &evidence);

    Card *m_card;
    TextLabel *m_headline;
    TextLabel *m_lever;
    QPushButton *m_toggle;
    QWidget *m_evidenceBlock;
    QGridLayout *m_evidence;
};

} // namespace crescendo
