/**
 * Walls, light, and who sees what. Views ask {@link io.tablekeep.sdk.geometry.sight.Sight} on the
 * event loop, rules ask {@link io.tablekeep.sdk.geometry.sight.Walls}; both are immutable, any
 * thread may. {@link io.tablekeep.sdk.model.map.TableMap#sight()} makes one from the document.
 *
 * <p>One rule decides every crossing ({@link io.tablekeep.sdk.geometry.sight.Walls}); a line of
 * sight looks only at walls near it (a uniform grid of buckets), a door that opens only changes one
 * byte for each of its segments. The visibility polygon is the lower envelope of all walls round
 * the eye, by divide and conquer in O(n log n): unlike the classical sweep it needs no walls cut at
 * their crossings, and no trigonometry.
 */
@NullMarked
package io.tablekeep.sdk.geometry.sight;

import org.jspecify.annotations.NullMarked;
