// Runs a fuzz target without a fuzzer: every file of the corpus, then a fixed series of mutations of them,
// the same in each run on every machine. The input of a crash is left in crash-input.bin in the working
// folder.
// Usage: fuzz_<name> CORPUS-FOLDER-OR-FILE [MUTATIONS]

#include "tests/fuzz/fuzz.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <csignal>
#include <random>
#include <vector>

// Of the address sanitizer where the program is built with it, else absent.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the sanitizer gave it its name
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

constexpr qint64 usualMutations = 5'000;
constexpr qsizetype longestInput = 64 * 1024;

QByteArray currentInput;

void keepCurrentInput()
{
    QFile file(QStringLiteral("crash-input.bin"));
    if (file.open(QIODevice::WriteOnly))
        file.write(currentInput);
    std::fputs("the input is in crash-input.bin\n", stderr);
}

// Not signal-safe, but the program ends anyway, and most often it works.
void onCrash(int signal)
{
    std::signal(signal, SIG_DFL);
    keepCurrentInput();
    std::raise(signal);
}

void run(const QByteArray &input)
{
    currentInput = input;
    // A copy of its own size, so that the address sanitizer sees every byte read beyond the end.
    const std::vector<unsigned char> exact(input.begin(), input.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

/// Changes inputs by chance, always the same way for one seed.
class Mutator {
public:
    Mutator(const std::vector<QByteArray> &corpus, unsigned seed) : m_corpus(corpus), m_random(seed) {}

    QByteArray next()
    {
        QByteArray input = any();
        // Mostly few, so that many inputs stay nearly valid.
        for (qsizetype steps = 1 + upTo(upTo(7)); steps > 0; --steps)
            mutate(input);
        return input.first(std::min(longestInput, input.size()));
    }

private:
    qsizetype upTo(qsizetype most)
    {
        return static_cast<qsizetype>(m_random() % (static_cast<quint64>(most) + 1));
    }
    const QByteArray &any()
    {
        return m_corpus[static_cast<std::size_t>(upTo(static_cast<qsizetype>(m_corpus.size()) - 1))];
    }
    char byte() { return static_cast<char>(upTo(255)); }

    QByteArray piece(const QByteArray &input)
    {
        const qsizetype begin = upTo(input.size());
        return input.sliced(begin, upTo(std::min<qsizetype>(32, input.size() - begin)));
    }

    void mutate(QByteArray &input)
    {
        const qsizetype at = upTo(input.size());
        const qsizetype left = input.size() - at;
        switch (upTo(7)) {
        case 0: // another byte
            if (left > 0)
                input[at] = byte();
            break;
        case 1: // one bit
            if (left > 0)
                input[at] = static_cast<char>(input[at] ^ (1 << upTo(7)));
            break;
        case 2:
            input.insert(at, byte());
            break;
        case 3:
            input.remove(at, upTo(std::min<qsizetype>(16, left)));
            break;
        case 4: // something twice
            input.insert(at, piece(input));
            break;
        case 5: // something of another input
            input.insert(at, piece(any()));
            break;
        case 6: // the rest of another input
            input = input.first(at) + any();
            break;
        default:
            input.truncate(at);
            break;
        }
    }

    const std::vector<QByteArray> &m_corpus;
    std::mt19937_64 m_random;
};

std::vector<QByteArray> readCorpus(const QString &path)
{
    QStringList paths{path};
    if (QFileInfo(path).isDir()) {
        paths.clear();
        for (const QFileInfo &entry : QDir(path).entryInfoList(QDir::Files, QDir::Name))
            paths.append(entry.filePath());
    }
    std::vector<QByteArray> corpus;
    for (const QString &name : paths) {
        QFile file(name);
        if (file.open(QIODevice::ReadOnly))
            corpus.push_back(file.readAll());
    }
    return corpus;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<QByteArray> corpus =
        argc > 1 ? readCorpus(QFile::decodeName(argv[1])) : std::vector<QByteArray>();
    if (corpus.empty()) {
        std::fputs("expected a folder or file with example inputs\n", stderr);
        return 2;
    }
    const qint64 mutations = argc > 2 ? QByteArray(argv[2]).toLongLong() : usualMutations;
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL})
        std::signal(signal, onCrash);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(keepCurrentInput);

    run({});
    for (const QByteArray &input : corpus)
        run(input);
    QElapsedTimer timer;
    timer.start();
    Mutator mutator(corpus, 1);
    for (qint64 done = 0; done < mutations; ++done)
        run(mutator.next());
    std::printf("%zu inputs and %lld mutations in %lld ms\n", corpus.size(),
                static_cast<long long>(mutations), static_cast<long long>(timer.elapsed()));
    return 0;
}
