/**
 * The table's own actions, a class for each kind of thing: sessions, scenes, tokens, turns, chat
 * and dice, actors, things, notes, quests, the world. Written with the same {@link
 * io.tablekeep.sdk.game.SystemDefinition} that plugin authors use, so that what is awkward here is
 * mended in the sdk. Trusted code: its handlers run on the campaign's loop and must stay small.
 */
@NullMarked
package io.tablekeep.engine.table;

import org.jspecify.annotations.NullMarked;
