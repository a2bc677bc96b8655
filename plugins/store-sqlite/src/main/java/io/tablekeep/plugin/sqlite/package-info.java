/** Campaigns in one SQLite file. */
@NullMarked
package io.tablekeep.plugin.sqlite;

import org.jspecify.annotations.NullMarked;
