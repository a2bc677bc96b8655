/**
 * The world as the document keeps it: actors, things, quests, places, lore, notes.
 *
 * <p>Each record says its place in the document, its scope and who sees it. What is told to players
 * is never in the same component as what is not: {@code gmNotes} are for those who run the game,
 * {@code hidden} things are hidden whole, and {@code revealed} ones were hidden before. Values for
 * any thread, collections kept as given. What a game system adds stands under the system's own name
 * beside these keys.
 */
@NullMarked
package io.tablekeep.sdk.model.world;

import org.jspecify.annotations.NullMarked;
