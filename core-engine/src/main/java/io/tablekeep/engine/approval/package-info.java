/**
 * Actions that wait for people: what the rules propose, and what they ask.
 *
 * <p>There are no continuations. An action that waits lies in the document under {@code asks/{key}}
 * with everything needed to decide it again, so it survives restarts and an absent GM:
 *
 * <pre>{@code
 * {"to":["ben"],                                               who is asked, besides the GM
 *  "sent":{"by","device","n","type","payload","summary","at"}, the sender sees this
 *  "questions":{"q":{"summary","to","suggestion","until","answered"}},   those asked see theirs
 *  "answers":{"q":{"value","by"}},                             from here on: the GM alone, but
 *  "proposal":{"reason","to","until","changes":[{"put","value"}],"follows":[{"remove"}],
 *   "earlier":{"changes","follows"},"moved":[{"at","seen","now"}],       after action-retry
 *   "shown":{"ben":{"reason","until","changes","earlier"}}},   each sees how it looks to them
 *  "rolls":{"what":{"notation","faces","total","to","odds"}},     those of them it fell before
 *  "proofs":{…},"reads":[{"at","what","seen"}],"first":…,"time":…,"rounds":…,"hops":{…}}
 * }</pre>
 *
 * <p>When all answers are in, the whole decision runs again on the state as it is then, with the
 * answers and the dice. A proposal is kept with the values it was decided on: as long as none of
 * them has moved it happens as it was presented, without any rule; otherwise it is decided again,
 * and only when it comes to something else is it presented again, with what it was and what moved.
 * Pure functions, called by {@code engine.loop} on the campaign's loop, or where its rules run.
 */
@NullMarked
package io.tablekeep.engine.approval;

import org.jspecify.annotations.NullMarked;
