/**
 * Documents in a PostgreSQL database that several servers share.
 *
 * <p>Embedders call {@link io.tablekeep.plugin.postgres.PostgresStore#open(String, java.util.Map)},
 * servers load {@link io.tablekeep.plugin.postgres.PostgresStoreProvider}; everything else is
 * package-private. One thread ({@code Writer}) owns the writing connection and gathers what waits
 * into rounds; each round is one statement that judges epochs and positions under row locks, stores
 * and commits, all in one round trip ({@code WriteSession}). No lock is ever held while the server
 * waits for us, so that a stopped process never stands in another's way. A few readers have
 * connections of their own. Nothing blocks a caller.
 */
@NullMarked
package io.tablekeep.plugin.postgres;

import org.jspecify.annotations.NullMarked;
