/**
 * Judges what several servers have done to one table: what each client knows, in its ledger, is
 * held against the journal that the store has in the end. Knows nothing of how servers are run or
 * hurt.
 */
@NullMarked
package io.tablekeep.server.ledgers;

import org.jspecify.annotations.NullMarked;
