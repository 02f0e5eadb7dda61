#pragma once

#include "platform/logsources.h"

namespace crescendo {

/// Lines as a busy service writes them, one a millisecond: every thousandth of its autoscaler, every
/// hundredth a warning.
inline LogRecords logLines(qint64 first, qint64 count)
{
    LogRecords records;
    records.reserve(static_cast<std::size_t>(count));
    for (qint64 i = first; i < first + count; ++i) {
        LogRecord record{fromMillis(1'770'000'000'000 + i), LogLevel::Info, {}};
        const QByteArray number = QByteArray::number(i);
        if (i % 1000 == 0)
            record.text =
                "WorkerAutoscalerService: Scaling UP analysis workers: 1 -> 3 (load: " + number + ')';
        else
            record.text = "Music.Api.JobsController: Request " + number
                + " finished in 12.5 ms with status 200 for analysis of a clip";
        if (i % 100 == 0)
            record.level = LogLevel::Warning;
        records.push_back(std::move(record));
    }
    return records;
}

} // namespace crescendo
