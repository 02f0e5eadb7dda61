#pragma once

#include "control/scalingtest.h"
#include "ui/interaction/interaction.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QPushButton;
class QSpinBox;

namespace crescendo {

class Connections;
class DropZone;
class TextLabel;

/// What the next scaling test is to do: which pool, how many uploads, generated clips of so much work or the
/// operator's own files.
class ScalingTestSetup final : public QWidget {
    Q_OBJECT

public:
    ScalingTestSetup(const Connections &connections, Interaction &interaction, QWidget *parent = nullptr);

    ScalingTestPlan plan() const;
    void setTarget(const ConnectionId &connection, const PoolId &pool);
    QString where() const; ///< the chosen pool, for people
    void refreshPools();
    void addFiles(const QStringList &paths); ///< those that are no audio are refused, and it says why

Q_SIGNALS:
    void changed();

private:
    struct PoolChoice {
        QString name;
        ConnectionId connection;
        PoolId pool;
        bool operator==(const PoolChoice &) const = default;
    };

    static std::vector<PoolChoice> choicesOf(const Connections &connections);
    void setupFields();
    void setupFiles();
    void setupViews();
    void connectSignals();
    void chooseFile();
    void showFiles();

    const Connections &m_connections;
    Interaction &m_interaction;
    std::vector<PoolChoice> m_choices;
    QStringList m_files;
    QComboBox *m_pools;
    QSpinBox *m_clips;
    QSpinBox *m_work;
    DropZone *m_drop;
    QPushButton *m_choose;
    QPushButton *m_clear;
    TextLabel *m_refusal;
};

} // namespace crescendo
