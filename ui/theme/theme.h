#pragma once

#include <QObject>

class QApplication;

namespace crescendo {

enum class Scheme { System, Light, Dark };

/// Dresses the application: style, font and palette. With Scheme::System it follows the desktop, also while
/// running. Widgets learn of a switch by QEvent::PaletteChange. Make one, after the QApplication.
class Theme final : public QObject {
    Q_OBJECT

public:
    explicit Theme(QApplication &application, QObject *parent = nullptr);

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    bool isDark() const;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();

    QApplication &m_application;
    Scheme m_scheme = Scheme::System;
};

} // namespace crescendo
