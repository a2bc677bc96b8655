/**
 * Maps as the document keeps them: grid, walls and doors, lights, tokens.
 *
 * <p>Every coordinate is in grid cells as a double, x to the right and y downwards from the upper
 * left corner of the first cell; only {@link io.tablekeep.sdk.model.map.Grid} knows pixels. Places
 * are those of the middle, so that distance, sight and rotation need not know a token's size.
 * Values for any thread, collections kept as given; game systems and importers build and read them.
 * An absent key means the component's {@link io.tablekeep.sdk.schema.Default}, so documents stay
 * small.
 */
@NullMarked
package io.tablekeep.sdk.model.map;

import org.jspecify.annotations.NullMarked;
