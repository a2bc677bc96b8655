/**
 * Where documents are kept: the contract between the engine and a store plugin.
 *
 * <p>A store keeps opaque entries and snapshots of documents in order, and decides by epoch who may
 * append. It knows nothing of games: the engine owns codec, checksums and meaning. The engine calls
 * it from its event loops, so no call may block; stages complete on whatever thread the store likes
 * and the engine moves the answer to its own loop. <em>Rejected</em> (known not stored) and
 * <em>Unknown</em> are different answers because the engine may go on after the first, and must
 * re-read after the second. Every store passes {@code CampaignStoreContract} of plugin-contracts.
 */
@NullMarked
package io.tablekeep.sdk.store;

import org.jspecify.annotations.NullMarked;
