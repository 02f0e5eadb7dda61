#pragma once

#include <QWidget>

namespace crescendo {

class TextLabel;

/// In the place of a page where there is nothing to show: what is going on instead, and what helps.
class StatePage final : public QWidget {
    Q_OBJECT

public:
    explicit StatePage(QWidget *parent = nullptr);

    void show(const QString &headline, const QString &explanation);

private:
    TextLabel *m_headline;
    TextLabel *m_explanation;
};

} // namespace crescendo
