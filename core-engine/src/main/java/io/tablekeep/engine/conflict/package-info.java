/**
 * Two people changed the same without knowing of each other, and it becomes one.
 *
 * <p>An edit names what its sender looked at. When none of the places it read or writes has moved
 * since ({@link io.tablekeep.engine.conflict.Moved}, which asks the versions on the nodes), it goes
 * on as if nothing were. Otherwise it is decided on the state its sender saw, which says what was
 * meant, and laid against the state of now ({@link io.tablekeep.engine.conflict.Clashing}).
 * Resolvers say what they would make of what clashes ({@link io.tablekeep.engine.conflict.Panel});
 * what they are sure enough of is applied with their reason, the rest is asked ({@link
 * io.tablekeep.engine.conflict.Inquiry}). What people choose counts for the next time ({@link
 * io.tablekeep.engine.conflict.Experience}). All of that is in the document, so that a replay needs
 * no resolver:
 *
 * <pre>{@code
 * "conflicts":{"threshold":0.8,
 *   "feedback":{"stats:50":-3},                          kind and confidence: how it turned out
 *   "settled":{"key":{"to","at","by","action","kind","place","confidence","how","explanation"}}}
 * "asks":{"key":{…,"conflict":{"free":[effects],"units":{"0":{"place","kind","mine","merged"}}}}}
 * }</pre>
 *
 * <p>Pure functions but for {@link io.tablekeep.engine.conflict.Panel}, called by {@code
 * engine.loop} on the campaign's loop; resolvers run where rules run, with a budget of time.
 */
@NullMarked
package io.tablekeep.engine.conflict;

import org.jspecify.annotations.NullMarked;
