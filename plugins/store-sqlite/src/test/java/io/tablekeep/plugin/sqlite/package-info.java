/** The SQLite store: the contract, and what its own files go through. */
@NullMarked
package io.tablekeep.plugin.sqlite;

import org.jspecify.annotations.NullMarked;
