#pragma once

#include "domain/profile.h"

#include <QWidget>

#include <map>

class QCheckBox;
class QSpinBox;
class QVBoxLayout;

namespace crescendo {

class TextLabel;

/// The values of a profile. Below each stands what it does, or the rule that it breaks.
class ProfileEditor final : public QWidget {
    Q_OBJECT

public:
    explicit ProfileEditor(QWidget *parent = nullptr);

    Profile profile() const;
    void setProfile(const Profile &profile); ///< no edit, and not told as one
    /// Said at MinWorkers when it is 0; empty where that is fine.
    void setZeroWarning(const QString &warning);

Q_SIGNALS:
    void edited();

private:
    struct Field {
        QSpinBox *value;
        TextLabel *hint;
    };

    void addField(QVBoxLayout &rows, const char *key, const QString &name, int most);
    void onChanged();
    void updateHints();

    QCheckBox *m_enabled;
    std::map<QString, Field> m_fields; // by configuration key
    QString m_zeroWarning;
    bool m_isFilling = false;
};

} // namespace crescendo
