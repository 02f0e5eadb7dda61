#include "worker/sounddevice.h"

#include <algorithm>
#include <cstdio>

namespace crescendo {
namespace {

QIODevice &deviceOf(void *user)
{
    return *static_cast<QIODevice *>(user);
}

sf_count_t length(void *user)
{
    return deviceOf(user).size();
}

sf_count_t seek(sf_count_t offset, int whence, void *user)
{
    QIODevice &device = deviceOf(user);
    const qint64 base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? device.pos() : device.size();
    return device.seek(base + offset) ? device.pos() : -1;
}

sf_count_t read(void *bytes, sf_count_t count, void *user)
{
    return std::max<qint64>(0, deviceOf(user).read(static_cast<char *>(bytes), count));
}

sf_count_t write(const void *bytes, sf_count_t count, void *user)
{
    return std::max<qint64>(0, deviceOf(user).write(static_cast<const char *>(bytes), count));
}

sf_count_t tell(void *user)
{
    return deviceOf(user).pos();
}

} // namespace

SF_VIRTUAL_IO soundDeviceCalls()
{
    return {length, seek, read, write, tell};
}

} // namespace crescendo
