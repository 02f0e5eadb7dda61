#include "ui/presentation/noticetext.h"

#include "ui/presentation/changetext.h"
#include "ui/presentation/decisiontext.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>

namespace crescendo {
namespace {

struct NoticeTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::NoticeTexts)
};

} // namespace

NoticeText scaledNotice(const Decision &decision, const QString &where)
{
    const DecisionLine line = lineOf(decision);
    return {QStringLiteral("%1: %2 %3").arg(decision.pool.value, line.title, line.change),
            NoticeTexts::tr("%1 (%2)").arg(line.detail, where)};
}

NoticeText degradedNotice(const Pool &pool, const QString &where)
{
    return {NoticeTexts::tr("%1: the autoscaler is degraded").arg(pool.id.value),
            pool.fault ? NoticeTexts::tr("%1 (%2)").arg(sentenceOf(*pool.fault), where) : where};
}

NoticeText longQueueNotice(const Pool &pool, const QString &where)
{
    const QString ready = pool.ready ? NoticeTexts::tr("Ready: %1").arg(workersText(*pool.ready))
                                     : NoticeTexts::tr("How many workers are ready is not known");
    return {NoticeTexts::tr("%1: %2 jobs wait").arg(pool.id.value).arg(pool.queue->pending),
            NoticeTexts::tr("%1 (%2)").arg(ready, where)};
}

NoticeText lostNotice(const QString &where)
{
    return {NoticeTexts::tr("%1 is lost").arg(where),
            NoticeTexts::tr("It is tried again by itself; what it did meanwhile may show as a gap.")};
}

NoticeText failedNotice(const JournalEntry &entry, TimePoint now)
{
    return {titleOf(entry.change), outcomeText(entry, now)};
}

} // namespace crescendo
