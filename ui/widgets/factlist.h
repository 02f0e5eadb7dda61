#pragma once

#include "ui/presentation/jobtext.h"

#include <QWidget>

namespace crescendo {

class TextLabel;

/// What is known of something: names on the left, values on the right. Long values go on below.
class FactList final : public QWidget {
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    void show(const std::vector<Fact> &facts);

private:
    void addRow();

    std::vector<Fact> m_facts;
    std::vector<std::pair<TextLabel *, TextLabel *>> m_rows; // those beyond the facts are hidden
};

} // namespace crescendo
