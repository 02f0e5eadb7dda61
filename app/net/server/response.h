#pragma once

#include "net/server/connection.h"

namespace crescendo {

class OpenStream;

/// A response in libmicrohttpd's form; null when its file cannot be read.
MhdResponse makeResponse(const ServerResponse &response);
/// The stream must outlive the exchange.
MhdResponse makeStreamResponse(const ServerResponse &head, OpenStream &stream);

} // namespace crescendo
