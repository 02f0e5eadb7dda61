#include "platform/platform.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<ConnectionState, 4> stateNames{{
    {ConnectionState::Stopped, "stopped"},
    {ConnectionState::Connecting, "connecting"},
    {ConnectionState::Live, "live"},
    {ConnectionState::Lost, "lost"},
}};

} // namespace

QString toString(ConnectionState state)
{
    return nameOf(stateNames, state);
}

} // namespace crescendo
