#pragma once

#include "domain/audioanalysis.h"
#include "domain/job.h"

#include <QWidget>

class QPushButton;

namespace crescendo {

class FactList;
class TextLabel;

/// One job: what is known of it, its result, and what can be done with it.
class JobDetails final : public QWidget {
    Q_OBJECT

public:
    explicit JobDetails(QWidget *parent = nullptr);

    void show(const Job &job, TimePoint now);
    void showNothing();
    void showAnalysis(const AudioAnalysis &analysis);
    void showResultText(const QString &text); ///< in place of values
    /// Why jobs cannot be changed now; empty where they can.
    void setRefusal(const QString &refusal);

Q_SIGNALS:
    void retryRequested();
    void cancelRequested();
    void saveRequested();

private:
    void setupViews();
    QWidget *makeContent();
    QWidget *makeButtons();
    static QPushButton *makeButton(const char *name, const QString &text, QWidget *parent);
    void updateButtons();

    TextLabel *m_title;
    TextLabel *m_state;
    FactList *m_facts;
    TextLabel *m_resultTitle;
    TextLabel *m_resultText;
    FactList *m_result;
    QPushButton *m_retry;
    QPushButton *m_cancel;
    QPushButton *m_save;
    std::optional<Job> m_job;
    QString m_refusal;
};

} // namespace crescendo
