#pragma once

namespace crescendo {

/// One function for each alternative of a variant, for std::visit.
template <typename... Functions> struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

} // namespace crescendo
