#include "ui/interaction/dialoginteraction.h"

#include "ui/interaction/changedialog.h"
#include "ui/interaction/hpadialog.h"
#include "ui/interaction/limitsdialog.h"
#include "ui/interaction/objectdialog.h"
#include "ui/interaction/scaledialog.h"
#include "ui/interaction/textdialog.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPromise>
#include <QPushButton>

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
    auto *dialog = new ChangeDialog({question}, m_window);
    return open(dialog, [](const ChangeDialog &accepted) { return accepted.proposals().front(); });
}

QFuture<std::vector<Proposal>> DialogInteraction::confirmAll(const std::vector<ChangeQuestion> &questions)
{
    auto *dialog = new ChangeDialog(questions, m_window);
    return open(dialog, [](const ChangeDialog &accepted) { return accepted.proposals(); })
        .then([](const std::optional<std::vector<Proposal>> &confirmed) {
            return confirmed.value_or(std::vector<Proposal>());
        });
}

QFuture<std::vector<SetReplicas>> DialogInteraction::askScale(const ScaleQuestion &question)
{
    auto *dialog = new ScaleDialog(question, m_window);
    return open(dialog, [](const ScaleDialog &accepted) { return accepted.answer(); })
        .then([](const std::optional<std::vector<SetReplicas>> &wanted) {
            return wanted.value_or(std::vector<SetReplicas>());
        });
}

QFuture<std::optional<WorkerLimits>> DialogInteraction::askLimits(const LimitsQuestion &question)
{
    auto *dialog = new LimitsDialog(question, m_window);
    return open(dialog, [](const LimitsDialog &accepted) { return accepted.answer(); });
}

QFuture<std::optional<HpaSpec>> DialogInteraction::askHpa(const HpaQuestion &question)
{
    auto *dialog = new HpaDialog(question, m_window);
    return open(dialog, [](const HpaDialog &accepted) { return accepted.answer(); });
}

QFuture<std::optional<QString>>
DialogInteraction::askSaveFileName(const QString &title, const QString &suggested, const QString &filter)
{
    auto *dialog = new QFileDialog(m_window, title, {}, filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggested);
    return open(dialog, [](const QFileDialog &accepted) { return accepted.selectedFiles().constFirst(); });
}

QFuture<std::optional<QString>> DialogInteraction::askOpenFileName(const QString &title,
                                                                   const QString &filter)
{
    auto *dialog = new QFileDialog(m_window, title, {}, filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    return open(dialog, [](const QFileDialog &accepted) { return accepted.selectedFiles().constFirst(); });
}

QFuture<std::optional<QString>> DialogInteraction::askText(const TextQuestion &question)
{
    auto *dialog = new TextDialog(question, m_window);
    return open(dialog, [](const TextDialog &accepted) { return accepted.text(); });
}

void DialogInteraction::showObject(const QString &title, const Async<ObjectDescription> &description)
{
    auto *dialog = new ObjectDialog(title, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    orCancelled(description, dialog, title).then(dialog, [dialog](const Result<ObjectDescription> &told) {
        dialog->show(told, SystemClock().now());
    });
    dialog->open();
}

QFuture<bool> DialogInteraction::askWhether(const QString &title, const QString &text, const QString &action)
{
    auto *dialog =
        new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::Yes | QMessageBox::Cancel, m_window);
    dialog->setTextFormat(Qt::PlainText);
    dialog->button(QMessageBox::Yes)->setText(action);
    dialog->setDefaultButton(QMessageBox::Cancel);
    auto promise = std::make_shared<QPromise<bool>>();
    promise->start();
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::finished, dialog, [promise](int result) {
        promise->addResult(result == QMessageBox::Yes);
        promise->finish();
    });
    dialog->open();
    return promise->future();
}

} // namespace crescendo
