#pragma once

#include "tests/support/scriptedserver.h"

namespace crescendo {

// What a server may answer that a console has to get over.

inline ScriptedServer::Script body(const QByteArray &text)
{
    return {ScriptedServer::reply(200, text)};
}

inline ScriptedServer::Script hundredMegabytes()
{
    return {ScriptedServer::send("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(100'000'000, ' '))};
}

/// The head of a long reply, and a byte of its body now and then.
inline ScriptedServer::Script drip()
{
    ScriptedServer::Script script{ScriptedServer::send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")};
    for (int i = 0; i < 200; ++i) {
        script.push_back(ScriptedServer::wait(Millis(100)));
        script.push_back(ScriptedServer::send(" "));
    }
    return script;
}

inline ScriptedServer::Script cut()
{
    return {ScriptedServer::send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"po"),
            ScriptedServer::close()};
}

} // namespace crescendo
