#pragma once

#include "domain/pool.h"

#include <QWidget>

#include <map>

namespace crescendo {

class TextLabel;

/// The values that govern the pool, and the preset that they are, if any.
class ProfileView final : public QWidget {
    Q_OBJECT

public:
    explicit ProfileView(QWidget *parent = nullptr);

    void show(const Pool &pool);

private:
    enum Field { Range, Thresholds, Cooldown, Status };

    void add(Field field, const QString &name, QWidget *parent);

    TextLabel *m_name;
    std::map<Field, TextLabel *> m_values;
};

} // namespace crescendo
