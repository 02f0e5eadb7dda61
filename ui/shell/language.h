#pragma once

class QCoreApplication;
class QString;

namespace crescendo {

/// Speaks the language that the operator prefers ("system", or its code), as far as there is a translation,
/// and writes numbers and dates as it does. For once, before the first window.
void speak(QCoreApplication &application, const QString &language);

} // namespace crescendo
