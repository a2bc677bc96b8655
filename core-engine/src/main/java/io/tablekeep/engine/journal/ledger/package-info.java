/**
 * Which actions have run, so that the same id gets the same receipt and never runs twice.
 *
 * <p>A {@link io.tablekeep.engine.journal.ledger.Ledger} stands beside its document: rollback does
 * not touch it, snapshots carry it, a journal rebuilds it. Only the document's loop (or, while a
 * document is brought back, the one thread that does) calls it; the campaign loop asks and claims,
 * everything else is for the journal. Kept in sliding arrays, because every action passes here.
 */
@NullMarked
package io.tablekeep.engine.journal.ledger;

import org.jspecify.annotations.NullMarked;
