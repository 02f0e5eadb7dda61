#pragma once

#include "domain/indicators.h"

#include <QWidget>

namespace crescendo {

class FactList;

/// Why jobs failed, and how many: those for lack of resources apart.
class FailureCard final : public QWidget {
    Q_OBJECT

public:
    explicit FailureCard(QWidget *parent = nullptr);

    void show(const Indicators &seen);

private:
    FactList *m_ofResources;
    FactList *m_others;
};

} // namespace crescendo
