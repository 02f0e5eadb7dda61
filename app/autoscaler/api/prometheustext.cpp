#include "autoscaler/api/prometheustext.h"

#include <QLocale>

#include <cmath>
#include <string>

namespace crescendo {
namespace {

QByteArray escaped(const QString &value)
{
    return value.toUtf8().replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

/// As many digits as the number needs to be read as the same. The format has its own words for what is no
/// finite number.
QByteArray numberText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

void PrometheusText::family(const char *name, const char *type, const char *help)
{
    m_text += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

void PrometheusText::sample(const char *name, Labels labels, double value)
{
    m_text += name;
    if (labels.size() > 0) {
        char separator = '{';
        for (const auto &[key, text] : labels) {
            m_text += separator + QByteArray(key) + "=\"" + escaped(text) + '"';
            separator = ',';
        }
        m_text += '}';
    }
    m_text += ' ' + numberText(value) + '\n';
}

void PrometheusText::histogram(const char *name, const QString &pool, const DurationHistogram &histogram)
{
    const std::string base(name);
    for (std::size_t i = 0; i < DurationHistogram::bounds.size(); ++i) {
        const QString bound = QString::fromLatin1(numberText(DurationHistogram::bounds.at(i)));
        sample((base + "_bucket").c_str(), {{"pool", pool}, {"le", bound}},
               static_cast<double>(histogram.cumulative(i)));
    }
    const auto count = static_cast<double>(histogram.count());
    sample((base + "_bucket").c_str(), {{"pool", pool}, {"le", QStringLiteral("+Inf")}}, count);
    sample((base + "_sum").c_str(), {{"pool", pool}}, histogram.sum());
    sample((base + "_count").c_str(), {{"pool", pool}}, count);
}

} // namespace crescendo
