#pragma once

#include "platform/clusterobjects.h"

#include <QDialog>

class QLayout;
class QLineEdit;
class QPlainTextEdit;

namespace crescendo {

class TextLabel;

/// An object of a cluster as it is: its YAML, and beside it what happened to it. To be read, searched and
/// copied.
class ObjectDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ObjectDialog(const QString &title, QWidget *parent = nullptr);

    void show(const Result<ObjectDescription> &description, TimePoint now);
    using QDialog::show;

private:
    void setupViews();
    QLayout *makeSearch();
    QLayout *makeEvents();
    QLayout *makeButtons();
    void find(bool isForward);
    void copy();

    QPlainTextEdit *m_yaml;
    QPlainTextEdit *m_events;
    QLineEdit *m_search;
    TextLabel *m_status;
};

} // namespace crescendo
