/**
 * The single writer of a campaign.
 *
 * <p>{@link io.tablekeep.engine.loop.CampaignLoop} owns two roots on one loop: the head, which the
 * next action is decided on, and the durable root, which is what anyone is shown. An action passes
 * {@code ActionDesk} (admitted or refused without a trace), {@code DecisionLine} (decided in order,
 * journaled, waiting for the disk) and {@code Seats} (receipt and frames). Nothing leaves before
 * the store has answered. When an append is lost, everything above the durable root is forgotten
 * and the document is read again from its journal before another action is decided.
 */
@NullMarked
package io.tablekeep.engine.loop;

import org.jspecify.annotations.NullMarked;
