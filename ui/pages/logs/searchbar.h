#pragma once

#include "ui/models/logsearch.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace crescendo {

class LineView;
class LogModel;
class TextLabel;

/// Looks for a text in the lines that are shown, in any case, and leads from one hit to the next. Hidden
/// while nobody searches.
class SearchBar final : public QWidget {
    Q_OBJECT

public:
    SearchBar(LogStore &store, const LogModel &lines, LineView &view, QWidget *parent = nullptr);

    void open();
    void close();
    void next();
    void previous();
    void setPaused(bool isPaused) { m_search->setPaused(isPaused); }
    /// Other lines are shown from now on: those of this query.
    void setShown(const LogQuery &query);

Q_SIGNALS:
    void patternChanged(const QRegularExpression &pattern); ///< to be marked

private:
    void setupViews();
    void connectSignals();
    void find();
    void seek();
    void lead(std::optional<qint64> line);
    std::optional<qint64> currentLine() const;
    void showPosition();
    QString positionText() const;

    const LogModel &m_lines;
    LineView &m_view;
    LogSearch *m_search;
    LogQuery m_query;
    std::optional<qint64> m_from; // where a search began that has not led anywhere yet
    QLineEdit *m_text;
    TextLabel *m_position;
    QPushButton *m_previous;
    QPushButton *m_next;
    QPushButton *m_close;
};

} // namespace crescendo
