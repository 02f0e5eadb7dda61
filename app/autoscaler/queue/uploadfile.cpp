#include "autoscaler/queue/uploadfile.h"

#include "autoscaler/queue/jobqueue.h"

#include <QUuid>

namespace crescendo {

UploadFile::UploadFile(JobQueue &queue)
    : m_queue(queue)
    , m_file(queue.uploadFolder() + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

UploadFile::~UploadFile()
{
    uncount();
    if (m_isHandedOver || !m_file.isOpen())
        return;
    m_file.close();
    // By name: what cannot be written on a full disk is in the way else.
    m_queue.discardUpload(m_file.fileName());
}

Result<> UploadFile::write(QByteArrayView bytes)
{
    if (auto opened = open(); !opened)
        return opened;
    if (m_file.write(bytes.data(), bytes.size()) != bytes.size())
        return noRoom();
    m_counted += bytes.size();
    m_queue.countUpload(bytes.size());
    return {};
}

Result<QString> UploadFile::handOver()
{
    if (auto opened = open(); !opened)
        return fail(opened.error());
    if (!m_file.flush())
        return noRoom();
    m_file.close();
    uncount(); // the queue counts it from now on
    m_isHandedOver = true;
    return m_file.fileName();
}

Result<> UploadFile::open()
{
    if (m_file.isOpen() || m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return {};
    return fail(ErrorKind::Io, QStringLiteral("store the upload"), m_file.errorString());
}

tl::unexpected<Error> UploadFile::noRoom() const
{
    return fail(ErrorKind::LimitExceeded, QStringLiteral("store the upload"), m_file.errorString());
}

void UploadFile::uncount()
{
    m_queue.countUpload(-std::exchange(m_counted, 0));
}

} // namespace crescendo
