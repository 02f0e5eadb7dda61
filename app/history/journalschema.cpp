#include "history/journalschema.h"

namespace crescendo {

const Schema &journalSchema()
{
    static const Schema schema{
        {
            "CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT "
            "NULL,"
            " connection TEXT NOT NULL, pool TEXT NOT NULL, change TEXT NOT NULL, differences TEXT NOT NULL,"
            " state TEXT NOT NULL, error TEXT, receipt TEXT, undo_of INTEGER REFERENCES entry (id))",
            "CREATE INDEX entry_pool ON entry (connection, pool, id)",
            "CREATE INDEX entry_unresolved ON entry (id) WHERE state IN ('applying', 'interrupted')",
        },
        {
            "ALTER TABLE entry ADD COLUMN undo TEXT",
        },
    };
    return schema;
}

} // namespace crescendo
