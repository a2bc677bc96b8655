/**
 * The shapes of a sheet: what somebody is ({@link StatBlock}), what changes in play ({@link
 * Vitals}) and what follows ({@link Figures}). Plain values, any thread. A monster of a compendium
 * is an actor with a {@code d20/block}; {@code now} and {@code figures} come by themselves, so who
 * imports writes the block alone. Texts in the document are lower case with hyphens.
 */
@NullMarked
package io.tablekeep.plugin.d20.sheet;

import org.jspecify.annotations.NullMarked;
