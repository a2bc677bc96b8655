/**
 * The way of an entry to the store.
 *
 * <p>{@link io.tablekeep.engine.journal.Journals} opens, creates and verifies, from any thread; a
 * {@link io.tablekeep.engine.journal.Journal} belongs to one document's loop and is called there
 * only. Whole-document work (snapshots, the way back in {@code recovery}) is handed to the runtime.
 * What an entry is stands in {@code entry}, which ids have run in {@code ledger}.
 *
 * <p>The durable state (document, receipts, chain) is kept apart from what is on its way. So a
 * snapshot can be cut at any time, and after a loss the way back is short: take a new epoch, read
 * what lies above the durable version, go on. Receipts are taken in when durable for the same
 * reason.
 */
@NullMarked
package io.tablekeep.engine.journal;

import org.jspecify.annotations.NullMarked;
