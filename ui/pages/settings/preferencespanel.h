#pragma once

#include "settings/preferences.h"

#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QSpinBox;
class QVBoxLayout;

namespace crescendo {

class Card;
class Interaction;

/// What the operator prefers. Each choice is in effect at once, or says when.
class PreferencesPanel final : public QWidget {
    Q_OBJECT

public:
    PreferencesPanel(Preferences &preferences, Interaction &interaction, QWidget *parent = nullptr);

private:
    struct Choice {
        QString label;
        QVariant value;
    };

    void setupAppearance();
    void setupChanges();
    void setupNotifications();
    void setupHistory();
    void setupEmbedded();
    QVBoxLayout *addCard(const QString &title);
    void addCheck(QVBoxLayout &rows, Preference preference, const char *name, const QString &label,
                  const QString &hint = {});
    QComboBox *addChoice(QVBoxLayout &rows, Preference preference, const char *name, const QString &label,
                         const std::vector<Choice> &choices);
    void addRow(QVBoxLayout &rows, const QString &label, QWidget *value);
    void addHint(QVBoxLayout &rows, const QString &text);
    void addHistorySize(QVBoxLayout &rows);
    void setHistory(Preference preference, int value);
    void showAll();

    Preferences &m_preferences;
    Interaction &m_interaction;
    std::vector<std::function<void()>> m_shown; // each shows one preference
};

} // namespace crescendo
