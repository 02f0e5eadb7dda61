#include "autoscaler/queue/audiotype.h"

#include "base/enumnames.h"

#include <QtEndian>

namespace crescendo {
namespace {

constexpr EnumNames<AudioType, 4> typeNames{{
    {AudioType::Wav, "wav"},
    {AudioType::Flac, "flac"},
    {AudioType::Ogg, "ogg"},
    {AudioType::Mp3, "mp3"},
}};

QByteArrayView behind(QByteArrayView bytes, qsizetype count)
{
    return bytes.sliced(std::min(count, bytes.size()));
}

int byteAt(QByteArrayView bytes, qsizetype at)
{
    return static_cast<unsigned char>(bytes[at]);
}

/// A RIFF file of WAVE whose format chunk, where it is in sight, has channels and a sample rate.
bool isWav(QByteArrayView head)
{
    if ((!head.startsWith("RIFF") && !head.startsWith("RF64")) || !behind(head, 8).startsWith("WAVE"))
        return false;
    QByteArrayView chunk = behind(head, 12);
    while (chunk.size() >= 8 && !chunk.startsWith("fmt ")) {
        const qint64 size = qFromLittleEndian<quint32>(chunk.data() + 4);
        if (8 + size >= chunk.size())
            return head.size() > 12 + 8; // the format is out of sight
        chunk = chunk.sliced(8 + size + size % 2);
    }
    if (chunk.size() < 24 || qFromLittleEndian<quint32>(chunk.data() + 4) < 16)
        return false;
    return qFromLittleEndian<quint16>(chunk.data() + 10) > 0
        && qFromLittleEndian<quint32>(chunk.data() + 12) > 0;
}

/// Begins with a STREAMINFO block that has a sample rate.
bool isFlac(QByteArrayView head)
{
    constexpr qsizetype headerSize = 4 + 4 + 34;
    if (head.size() < headerSize || !head.startsWith("fLaC") || (byteAt(head, 4) & 0x7f) != 0)
        return false;
    const bool hasRightLength = byteAt(head, 5) == 0 && byteAt(head, 6) == 0 && byteAt(head, 7) == 34;
    const int sampleRate = byteAt(head, 18) << 12 | byteAt(head, 19) << 4 | byteAt(head, 20) >> 4;
    return hasRightLength && sampleRate > 0;
}

/// The first page of a stream with an audio codec.
bool isOgg(QByteArrayView head)
{
    constexpr qsizetype headerSize = 27;
    constexpr int beginsStream = 2;
    if (head.size() < headerSize || !head.startsWith("OggS") || head[4] != 0
        || (byteAt(head, 5) & beginsStream) == 0)
        return false;
    const QByteArrayView packet = behind(head, headerSize + byteAt(head, 26));
    return packet.startsWith("\x01vorbis") || packet.startsWith("OpusHead")
        || packet.startsWith("\x7f"
                             "FLAC")
        || packet.startsWith("Speex   ");
}

/// The length in bytes of the MPEG layer III frame at the beginning; 0 where there is none.
qsizetype mp3FrameLength(QByteArrayView bytes)
{
    constexpr int kbitsOf[2][16] = {{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0},
                                    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}};
    constexpr int sampleRates[] = {44'100, 48'000, 32'000, 0};
    if (bytes.size() < 4 || byteAt(bytes, 0) != 0xff || (byteAt(bytes, 1) & 0xe0) != 0xe0)
        return 0;
    const int version = byteAt(bytes, 1) >> 3 & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
    const int layer = byteAt(bytes, 1) >> 1 & 3; // 1: layer III
    const bool isMpeg1 = version == 3;
    const int kbits = kbitsOf[isMpeg1 ? 0 : 1][byteAt(bytes, 2) >> 4];
    const int sampleRate = sampleRates[byteAt(bytes, 2) >> 2 & 3] >> (isMpeg1 ? 0 : version == 2 ? 1 : 2);
    if (version == 1 || layer != 1 || kbits == 0 || sampleRate == 0)
        return 0;
    const int padding = byteAt(bytes, 2) >> 1 & 1;
    return (isMpeg1 ? 144 : 72) * kbits * 1000 / sampleRate + padding;
}

/// A frame, and behind it another one or the end of the file: a frame's four bytes alone turn up in any data.
bool isMp3(QByteArrayView head)
{
    const qsizetype length = mp3FrameLength(head);
    if (length == 0 || length > head.size())
        return false;
    const QByteArrayView next = head.sliced(length);
    return next.size() < 4 || mp3FrameLength(next) > 0 || next.startsWith("TAG");
}

/// The length of the ID3v2 tag at the beginning; 0 where there is none.
qsizetype id3Length(QByteArrayView head)
{
    constexpr qsizetype headerSize = 10;
    constexpr int hasFooter = 0x10;
    if (head.size() < headerSize || !head.startsWith("ID3") || byteAt(head, 3) < 2 || byteAt(head, 3) > 4)
        return 0;
    qsizetype size = 0;
    for (qsizetype i = 6; i < headerSize; ++i) {
        if (byteAt(head, i) >= 0x80)
            return 0;
        size = size << 7 | byteAt(head, i);
    }
    return headerSize + size + ((byteAt(head, 5) & hasFooter) != 0 ? headerSize : 0);
}

QByteArrayView withoutPadding(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && bytes.front() == '\0')
        bytes = bytes.sliced(1);
    return bytes;
}

} // namespace

QString toString(AudioType type)
{
    return nameOf(typeNames, type);
}

std::optional<AudioType> sniffAudio(QByteArrayView head)
{
    if (isWav(head))
        return AudioType::Wav;
    if (isOgg(head))
        return AudioType::Ogg;
    const qsizetype tag = id3Length(head);
    const QByteArrayView audio = tag > 0 ? withoutPadding(behind(head, tag)) : head;
    if (isFlac(audio))
        return AudioType::Flac;
    if (isMp3(audio) || (tag > 0 && audio.isEmpty()))
        return AudioType::Mp3;
    return std::nullopt;
}

} // namespace crescendo
