/**
 * Documents that are no campaigns: a person's own, compendia, and those of the whole server. Each
 * has a loop, an epoch and a journal like a campaign, and the same admission, receipts and
 * recovery; only the rules differ, which stand here as small game systems with bare names.
 *
 * <p>Called by {@code engine} when a document is made or opened, and by its loop for each action.
 * Trusted code: handlers run on the loop.
 */
@NullMarked
package io.tablekeep.engine.document;

import org.jspecify.annotations.NullMarked;
