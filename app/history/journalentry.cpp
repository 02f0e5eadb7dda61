#include "history/journalentry.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<ChangeState, 7> stateNames{{
    {ChangeState::Applying, "applying"},
    {ChangeState::Verified, "verified"},
    {ChangeState::Unverified, "unverified"},
    {ChangeState::Failed, "failed"},
    {ChangeState::Refused, "refused"},
    {ChangeState::Interrupted, "interrupted"},
    {ChangeState::Undone, "undone"},
}};

} // namespace

QString toString(ChangeState state)
{
    return nameOf(stateNames, state);
}

std::optional<ChangeState> changeStateFrom(const QString &name)
{
    return valueOf(stateNames, name);
}

} // namespace crescendo
