#include "net/server/response.h"

#include "net/server/openstream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace crescendo {
namespace {

constexpr std::size_t streamBlockBytes = 32UL * 1024;

MHD_Response *responseOfFile(const QString &path)
{
    const int file = ::open(path.toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return nullptr;
    struct stat info {};
    if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(file);
        return nullptr;
    }
    return MHD_create_response_from_fd64(static_cast<uint64_t>(info.st_size), file);
}

MHD_Response *responseOfBytes(const QByteArray &body)
{
    // The library takes a pointer to bytes that it could free or change; it copies them.
    return MHD_create_response_from_buffer(static_cast<std::size_t>(body.size()),
                                           const_cast<char *>(body.constData()), MHD_RESPMEM_MUST_COPY);
}

ssize_t readStream(void *stream, uint64_t /*position*/, char *to, std::size_t max)
{
    return static_cast<OpenStream *>(stream)->read(to, max);
}

void addHeaders(MHD_Response *to, const HttpHeaders &headers)
{
    for (const auto &[name, value] : headers)
        MHD_add_response_header(to, name.constData(), value.constData());
    MHD_add_response_header(to, "X-Content-Type-Options", "nosniff");
}

} // namespace

MhdResponse makeResponse(const ServerResponse &response)
{
    const bool isFile = !response.file.isEmpty();
    MhdResponse made(isFile ? responseOfFile(response.file) : responseOfBytes(response.body));
    if (!made)
        return made;
    if (isFile || !response.body.isEmpty())
        MHD_add_response_header(made.get(), MHD_HTTP_HEADER_CONTENT_TYPE, response.contentType.constData());
    addHeaders(made.get(), response.headers);
    return made;
}

MhdResponse makeStreamResponse(const ServerResponse &head, OpenStream &stream)
{
    MhdResponse made(
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, streamBlockBytes, &readStream, &stream, nullptr));
    MHD_add_response_header(made.get(), MHD_HTTP_HEADER_CONTENT_TYPE, head.contentType.constData());
    addHeaders(made.get(), head.headers);
    return made;
}

} // namespace crescendo
