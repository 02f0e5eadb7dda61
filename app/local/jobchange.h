#pragma once

#include "api/serviceclient.h"
#include "domain/change.h"

#include <memory>

class QObject;

namespace crescendo {

/// Of what a change of a job is based on: its state and how often it was tried.
QString versionOf(const Job &job);

/// What a change would do to its job as it is. Conflict where its state does not allow it, or where the
/// change is based on another. The command is left to the caller.
Result<Preview> planJobChange(const Change &change, const Job &job);

/// What became of the job; nothing: it is gone.
Receipt jobReceipt(const Change &change, const Job &before, const std::optional<Job> &now);

/// Reads the job and does so; settles on the thread of `context`. The service has no dry run for jobs.
Async<Preview> previewJobChange(ServiceClient &client, const Change &change, QObject *context);
/// Changes the job as it was previewed, and reads it back.
Async<Receipt> applyJobChange(const std::shared_ptr<ServiceClient> &client, const Change &change,
                              QObject *context);

} // namespace crescendo
