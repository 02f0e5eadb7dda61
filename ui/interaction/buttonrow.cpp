#include "ui/interaction/buttonrow.h"

#include "ui/theme/metrics.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>

namespace crescendo {

QLayout *buttonRow(QDialog &dialog, QPushButton *cancel, QPushButton *accept)
{
    cancel->setAutoDefault(false);
    accept->setProperty("primary", true);
    accept->setDefault(true);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    QObject::connect(accept, &QPushButton::clicked, &dialog, &QDialog::accept);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(accept);
    return row;
}

} // namespace crescendo
