#pragma once

#include "autoscaler/queue/jobstatistics.h"

#include <QByteArray>

#include <initializer_list>
#include <utility>

namespace crescendo {

/// Writes the Prometheus text format 0.0.4: each family once with its HELP and TYPE, label values escaped.
class PrometheusText {
public:
    using Labels = std::initializer_list<std::pair<const char *, QString>>;

    void family(const char *name, const char *type, const char *help);
    void sample(const char *name, Labels labels, double value);
    void histogram(const char *name, const QString &pool, const DurationHistogram &histogram);
    const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

} // namespace crescendo
