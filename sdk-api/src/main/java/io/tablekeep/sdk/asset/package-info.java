/**
 * Pictures that belong to a campaign, kept as plain files under the hash of their bytes.
 *
 * <p>Importers put pictures into an {@link io.tablekeep.sdk.asset.AssetSink}; the document holds
 * only the {@link io.tablekeep.sdk.asset.AssetId}. Every method here may block on a disk and is
 * called off the event loop. Content-addressed, because the same map imported twice is then one
 * file, a backup can tell what it has, and damage shows.
 */
@NullMarked
package io.tablekeep.sdk.asset;

import org.jspecify.annotations.NullMarked;
