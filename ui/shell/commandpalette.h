#pragma once

#include <QDialog>

class QAction;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace crescendo {

/// Every command by its name: typing narrows the list, Enter runs the chosen one, Escape leaves. Each word
/// that is typed must occur somewhere in the name. Deletes itself when it closes.
class CommandPalette final : public QDialog {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent);

    void offer(QAction *action); ///< shown if it is enabled, visible and has a text
    void offer(const QList<QAction *> &actions);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setupViews();
    void narrow(const QString &text);
    void run();

    QLineEdit *m_input;
    QListView *m_list;
    QStandardItemModel *m_commands;
    QSortFilterProxyModel *m_shown;
};

} // namespace crescendo
