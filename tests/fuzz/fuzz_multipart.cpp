#include "net/server/multipart.h"
#include "tests/fuzz/properties.h"

#include <optional>
#include <vector>

using namespace crescendo;

namespace {

/// Small, so that short inputs reach them.
constexpr MultipartLimits limits{3, 120, 20};

struct Part {
    QByteArray name;
    QByteArray fileName;
    QByteArray content;

    bool operator==(const Part &) const = default;
};

struct Form final : public MultipartReceiver {
    bool partBegan(const QByteArray &name, const QByteArray &fileName) override
    {
        parts.push_back({name, fileName, {}});
        return true;
    }
    bool partReceived(QByteArrayView bytes) override
    {
        parts.back().content.append(bytes);
        return true;
    }
    bool operator==(const Form &other) const { return parts == other.parts && error == other.error; }

    std::vector<Part> parts;
    std::optional<Error> error;
};

Form read(const QByteArray &boundary, const QByteArray &body, qsizetype pieceBytes)
{
    Form form;
    MultipartParser parser(boundary, form, limits);
    feedInPieces(body, pieceBytes, [&](const QByteArray &piece) {
        const Result<> fed = parser.feed(piece);
        require(fed || !form.error, "nothing is read after an error");
        if (!fed)
            form.error = fed.error();
    });
    if (const Result<> finished = parser.finish(); !finished && !form.error)
        form.error = finished.error();
    return form;
}

void check(const Form &form, const QByteArray &body)
{
    require(form.parts.size() <= static_cast<std::size_t>(limits.maxParts), "no more parts than allowed");
    qsizetype bytes = 0;
    for (const Part &part : form.parts) {
        require(!part.name.isEmpty(), "a part has a name");
        require(std::max(part.name.size(), part.fileName.size()) <= limits.maxNameBytes,
                "no name is longer than allowed");
        bytes += part.content.size();
    }
    require(bytes <= body.size(), "no more is handed on than came");
    if (form.error)
        requireReadable(*form.error, {ErrorKind::InvalidInput, ErrorKind::LimitExceeded});
}

} // namespace

/// The first line is the content type, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input = bytesOf(data, size);
    const qsizetype end = input.indexOf('\n');
    const qsizetype line = end < 0 ? input.size() : end;
    const Result<QByteArray> boundary = multipartBoundary(input.left(line));
    if (!boundary) {
        requireReadable(boundary.error(), {ErrorKind::InvalidInput, ErrorKind::Unsupported});
        return 0;
    }
    const QByteArray body = input.mid(line + 1);
    const Form form = requireSameInPieces(body, [&boundary](const QByteArray &bytes, qsizetype pieceBytes) {
        return read(*boundary, bytes, pieceBytes);
    });
    check(form, body);
    return 0;
}
