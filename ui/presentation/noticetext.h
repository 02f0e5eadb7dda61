#pragma once

#include "domain/decision.h"
#include "domain/pool.h"
#include "history/journalentry.h"

namespace crescendo {

/// What an operator is told who may be looking elsewhere.
struct NoticeText {
    QString title; ///< "analysis: Scale up"
    QString text;

    bool operator==(const NoticeText &) const = default;
};

/// `where` is the connection's name.
NoticeText scaledNotice(const Decision &decision, const QString &where);
NoticeText degradedNotice(const Pool &pool, const QString &where);
/// The pool's queue is known.
NoticeText longQueueNotice(const Pool &pool, const QString &where);
NoticeText lostNotice(const QString &where);
NoticeText failedNotice(const JournalEntry &entry, TimePoint now);

} // namespace crescendo
