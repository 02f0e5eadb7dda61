#pragma once

#include <QFrame>

namespace crescendo {

class TextLabel;

/// Where files are dropped: shows what was, and looks inviting while something is dragged over it.
class DropZone final : public QFrame {
    Q_OBJECT

public:
    explicit DropZone(QWidget *parent = nullptr);

    void setText(const QString &text);

Q_SIGNALS:
    void dropped(const QStringList &paths);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setInviting(bool isInviting);

    TextLabel *m_text;
    bool m_isInviting = false;
};

} // namespace crescendo
