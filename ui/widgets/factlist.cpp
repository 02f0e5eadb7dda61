#include "ui/widgets/factlist.h"

#include "ui/widgets/textlabel.h"

#include <QGridLayout>

namespace crescendo {

FactList::FactList(QWidget *parent) : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::unit);
    grid->setVerticalSpacing(space::tight);
    grid->setColumnStretch(1, 1);
}

void FactList::show(const std::vector<Fact> &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    while (m_rows.size() < facts.size())
        addRow();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto [name, value] = m_rows[i];
        name->setVisible(i < facts.size());
        value->setVisible(i < facts.size());
        if (i < facts.size()) {
            name->setText(facts[i].name);
            value->setText(facts[i].value);
        }
    }
}

void FactList::addRow()
{
    auto *grid = static_cast<QGridLayout *>(layout());
    auto *name = new TextLabel(TextRole::Body, Tone::Muted, this);
    auto *value = new TextLabel(TextRole::Body, Tone::Plain, this);
    name->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    value->setAlignment(Qt::AlignRight | Qt::AlignTop);
    value->setWordWrap(true);
    const auto row = static_cast<int>(m_rows.size());
    grid->addWidget(name, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
    m_rows.emplace_back(name, value);
}

} // namespace crescendo
