/**
 * Pure geometry of maps, in grid cells. Game systems, views and resolvers share it, so that all of
 * them measure alike. No state, any thread.
 */
@NullMarked
package io.tablekeep.sdk.geometry;

import org.jspecify.annotations.NullMarked;
