/**
 * Documents in one SQLite file that a host can copy, open with any tool, and trust.
 *
 * <p>Embedders call {@link io.tablekeep.plugin.sqlite.SqliteStore#open(java.nio.file.Path)},
 * servers load {@link io.tablekeep.plugin.sqlite.SqliteStoreProvider}; everything else is
 * package-private. One thread ({@code Writer}) owns the writing connection and commits for all
 * documents at once, because a sync with its wake-ups is what a durable action costs; a few readers
 * have connections of their own. Entries of all documents go to the end of one table and are
 * indexed later in bulk ({@code Rows}), so that a commit of seven documents writes two pages and
 * not seven. Nothing blocks a caller.
 */
@NullMarked
package io.tablekeep.plugin.sqlite;

import org.jspecify.annotations.NullMarked;
