#include "ui/interaction/dialoginteraction.h"

#include "ui/interaction/changedialog.h"

#include <QFileDialog>
#include <QPromise>

namespace crescendo {
namespace {

/// Opens a dialog that deletes itself; `answer` reads what was accepted.
template <typename Dialog, typename Answer>
auto open(Dialog *dialog, Answer answer) -> QFuture<std::optional<decltype(answer(*dialog))>>
{
    using Value = std::optional<decltype(answer(*dialog))>;
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::finished, dialog, [dialog, promise, answer](int result) {
        promise->addResult(result == QDialog::Accepted ? Value(answer(*dialog)) : std::nullopt);
        promise->finish();
    });
    dialog->open();
    return promise->future();
}

} // namespace

QFuture<std::optional<Proposal>> DialogInteraction::confirm(const ChangeQuestion &question)
{
    auto *dialog = new ChangeDialog(question, m_window);
    return open(dialog, [](const ChangeDialog &accepted) { return accepted.proposal(); });
}

QFuture<std::optional<QString>>
DialogInteraction::askSaveFileName(const QString &title, const QString &suggested, const QString &filter)
{
    auto *dialog = new QFileDialog(m_window, title, {}, filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggested);
    return open(dialog, [](const QFileDialog &accepted) { return accepted.selectedFiles().constFirst(); });
}

} // namespace crescendo
