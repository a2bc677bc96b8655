/**
 * Reads actors, items, spells and folders as Foundry VTT writes them (system dnd5e): one document,
 * a list of them, or one a line.
 *
 * <p>{@link io.tablekeep.plugin.foundry.FoundryImporter} is the extension. What each field means is
 * said by a table, {@code fields.txt}: its place under plain words, and what may stand there. What
 * the table does not know, or what is of another kind there, is kept as the JSON it was, with its
 * place, so that {@link io.tablekeep.plugin.foundry.FoundryExport} gives back the same document.
 * One document after the other is read, on the importing thread; only what comes of it is kept.
 */
@NullMarked
package io.tablekeep.plugin.foundry;

import org.jspecify.annotations.NullMarked;
