#include "ui/widgets/choicemenu.h"

#include <QMenu>

namespace crescendo {

void popUpChoices(QWidget &below, const QString &objectName, const QStringList &texts,
                  const std::function<void(int)> &take)
{
    auto *menu = new QMenu(&below);
    menu->setObjectName(objectName);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < texts.size(); ++i) {
        QAction *action = menu->addAction(QString(texts[i]).replace(u'&', QStringLiteral("&&")));
        QObject::connect(action, &QAction::triggered, &below, [take, i] { take(i); });
    }
    menu->popup(below.mapToGlobal(QPoint(0, below.height())));
}

} // namespace crescendo
