#pragma once

#include "base/clock.h"

#include <QWidget>

namespace crescendo {

/// One page of the window. Made when it is first shown. Its actions (addAction) are offered in the command
/// palette while it is shown; what it needs to know of the place it learns from the Navigator.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The present: when it is shown, and once a second while it is.
    virtual void setNow(TimePoint now) = 0;
    /// The stored past has grown.
    virtual void reloadHistory() {}
    /// Whether it shows the window's stretch of time.
    virtual bool usesTimeRange() const { return false; }
    /// What the keyboard works when the page comes to be shown. (A focus proxy would keep Tab from what
    /// stands before it.)
    QWidget *firstControl() const { return m_firstControl; }

Q_SIGNALS:
    void scalingTestWanted(); ///< of the pool that the window is about

protected:
    void setFirstControl(QWidget *control) { m_firstControl = control; }

private:
    QWidget *m_firstControl = this;
};

} // namespace crescendo
