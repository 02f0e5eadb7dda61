#pragma once

#include <QWidget>

namespace crescendo {

/// Where in the course of a test something happened: a line with a dot at its end.
class MarkBar final : public QWidget {
    Q_OBJECT

public:
    explicit MarkBar(QWidget *parent = nullptr);

    void setShare(double share); ///< of the test's time, 0–1; negative: it has not happened

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_share = -1;
};

} // namespace crescendo
