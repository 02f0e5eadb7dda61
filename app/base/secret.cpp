#include "base/secret.h"

#include <QRandomGenerator>

#include <array>

namespace crescendo {

Secret::Secret(QByteArray value) : m_value(std::move(value))
{
}

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        wipe();
        m_value = other.m_value;
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_value = std::move(other.m_value);
        other.m_value.clear();
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

bool Secret::matches(const QByteArray &candidate) const
{
    if (m_value.isEmpty())
        return false;
    unsigned difference = m_value.size() == candidate.size() ? 0U : 1U;
    for (qsizetype i = 0; i < candidate.size(); ++i)
        difference |= static_cast<unsigned char>(candidate[i])
            ^ static_cast<unsigned char>(m_value[i % m_value.size()]);
    return difference == 0;
}

bool Secret::operator==(const Secret &other) const
{
    return isEmpty() ? other.isEmpty() : matches(other.m_value);
}

Secret Secret::generate()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    const auto raw = QByteArray::fromRawData(reinterpret_cast<const char *>(words.data()), sizeof words);
    return Secret(raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

void Secret::wipe()
{
    // Only the last owner wipes: data() would detach and leave the original where it is.
    if (m_value.isEmpty() || !m_value.isDetached())
        return;
    volatile char *bytes = m_value.data();
    for (qsizetype i = 0; i < m_value.size(); ++i)
        bytes[i] = 0;
    m_value.clear();
}

} // namespace crescendo
