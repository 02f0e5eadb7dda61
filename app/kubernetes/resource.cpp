#include "kubernetes/resource.h"

#include "net/jsonnode.h"

#include <QUrl>

namespace crescendo {

ObjectMeta metaFrom(const JsonNode &metadata)
{
    ObjectMeta meta;
    meta.name = metadata["name"].requiredText();
    meta.namespaceName = metadata["namespace"].text();
    meta.uid = metadata["uid"].text();
    meta.resourceVersion = metadata["resourceVersion"].text();
    meta.generation = metadata["generation"].integer();
    meta.labels = metadata["labels"].texts();
    meta.created = metadata["creationTimestamp"].time();
    meta.isBeingDeleted = metadata["deletionTimestamp"].exists();
    return meta;
}

QByteArray ResourceKind::path() const
{
    const QByteArray root = version.contains('/') ? "/apis/" : "/api/";
    const QByteArray in =
        namespaceName.isEmpty() ? QByteArray() : "namespaces/" + QUrl::toPercentEncoding(namespaceName) + '/';
    return root + version + '/' + in + plural;
}

QByteArray ResourceKind::pathOf(const QString &name, const QByteArray &subresource) const
{
    const QByteArray object = path() + '/' + QUrl::toPercentEncoding(name);
    return subresource.isEmpty() ? object : object + '/' + subresource;
}

QString toString(const ResourceKind &kind)
{
    return QString::fromLatin1(kind.plural);
}

} // namespace crescendo
