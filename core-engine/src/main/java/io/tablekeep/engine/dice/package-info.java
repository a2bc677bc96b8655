/**
 * Dice that can be checked afterwards without trusting the server.
 *
 * <p>A campaign's dice fall in <b>epochs</b>, numbered from 1. One begins with the campaign, one
 * with each session's start, and one with each session's end for the time after it; the entry that
 * begins one ends the one before. A journal without one (of an earlier version), or whose seed this
 * host does not know (it came from another), gets an entry of its own that begins one when it is
 * opened. A branch of a campaign will be a document of its own, so it begins one too.
 *
 * <ul>
 *   <li>When an epoch begins its <b>seed</b> is fixed and its SHA-256 journaled, the commitment.
 *       The seed is derived from the host's {@link io.tablekeep.engine.dice.DiceKey} and a salt of
 *       chance, so it stands nowhere, and comes out the same after a restart. When the epoch ends
 *       the seed is journaled, with how many rolls each stream had.
 *   <li><b>Nonces</b> are what participants add. Each names the commitment it answers, so it was
 *       fixed later. Dice have fallen before everyone already? Then it counts from the next epoch.
 *       Who sends another one before that replaces the first.
 *   <li>Each audience has a <b>stream</b> with a counter of its own: {@code public}, {@code gm},
 *       {@code blind}, {@code to:ana,ben}. So who sees a stream finds its numbers without a gap,
 *       and it tells nothing of others. The nonces of a stream are those that stood at its first
 *       roll; what is told to the sender of a nonce depends on the public stream alone.
 *   <li>A roll's faces are those of {@link io.tablekeep.engine.dice.Draws}: {@code roll =
 *       HMAC-SHA256(seed, "tablekeep-dice-1 ⏎ nonces ⏎ campaign ⏎ stream ⏎ counter ⏎ notation")},
 *       block <i>i</i> (from 0) is {@code HMAC-SHA256(roll, i in decimal)} and holds four
 *       big-endian words of 64 bits. A die with n equally likely draws takes the next word w below
 *       n·⌊2^64/n⌋ (others are passed by); its draw is w mod n.
 *   <li>What fell is journaled even when the rules then refuse, throw, run out of time or have a
 *       notation without a result, so no counter is ever used twice. Deciding again uses the faces
 *       again, by what they are for; {@code again} names the roll they are from.
 * </ul>
 *
 * <p>What may be grown out of the document stands beside it: {@link
 * io.tablekeep.engine.dice.DiceState} is a function of the journal, in marks and snapshots. The
 * faces a test tells ({@link io.tablekeep.engine.runtime.Chance#isScripted}) say in their proof
 * that nothing proves them. Called by {@code engine.loop} on the campaign's loop, and by {@code
 * engine.rules} where rules run.
 */
@NullMarked
package io.tablekeep.engine.dice;

import org.jspecify.annotations.NullMarked;
