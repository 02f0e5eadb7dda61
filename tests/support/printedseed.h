#pragma once

#include <QRandomGenerator>
#include <QString>
#include <QtGlobal>

namespace crescendo {

/// What chance decides in a test can be repeated with CRESCENDO_SEED.
inline quint32 printedSeed()
{
    const quint32 given = qEnvironmentVariable("CRESCENDO_SEED").toUInt();
    const quint32 seed = given > 0 ? given : QRandomGenerator::global()->generate();
    qInfo("CRESCENDO_SEED=%u", seed);
    return seed;
}

} // namespace crescendo
