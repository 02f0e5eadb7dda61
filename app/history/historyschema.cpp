#include "history/historyschema.h"

namespace crescendo {

const Schema &historySchema()
{
    static const Schema schema{
        {
            "CREATE TABLE series (id INTEGER PRIMARY KEY, connection TEXT NOT NULL, pool TEXT NOT NULL,"
            " metric TEXT NOT NULL, UNIQUE (connection, pool, metric))",
            // A chunk holds up to 96 columns of one series, so that a month is a few hundred rows, not
            // 43,200.
            "CREATE TABLE chunk (width INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series (id),"
            " start INTEGER NOT NULL, columns BLOB NOT NULL, PRIMARY KEY (width, series, start)) WITHOUT "
            "ROWID",
            "CREATE TABLE decision (connection TEXT NOT NULL, pool TEXT NOT NULL, at INTEGER NOT NULL,"
            " before INTEGER NOT NULL, after INTEGER NOT NULL, wanted INTEGER NOT NULL, load INTEGER,"
            " reason TEXT NOT NULL, limited_by TEXT NOT NULL, cooldown INTEGER NOT NULL, note TEXT NOT NULL,"
            " PRIMARY KEY (connection, pool, at, before, after, reason)) WITHOUT ROWID",
            "CREATE INDEX decision_at ON decision (at)",
        },
        {
            "CREATE TABLE outage (connection TEXT NOT NULL, began INTEGER NOT NULL, ended INTEGER NOT NULL,"
            " reason TEXT NOT NULL, PRIMARY KEY (connection, began)) WITHOUT ROWID",
        },
    };
    return schema;
}

} // namespace crescendo
