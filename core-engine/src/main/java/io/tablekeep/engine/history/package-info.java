/**
 * What was: the document at a moment, and the log of what changed, each through a seat's view.
 *
 * <p>The rule: a participant is shown of a moment what their view showed then, seen with the eyes
 * of the role they had then or of the one they have now, whichever sees less; who runs the game now
 * sees everything. So a moment at which somebody did not sit at the table does not exist for them,
 * what was revealed later shows nothing of what was before, and who was demoted does not keep the
 * game master's eyes. The declarations are those of the game system as it is now.
 *
 * <p>The log of a participant has a line for each entry that changed their view, and none for any
 * other: lines are addressed by ids sealed for their participant ({@link
 * io.tablekeep.engine.history.LineSeal}), nothing is counted or numbered, and a page is cut by its
 * lines alone. How long an answer takes depends on what was passed over, so it is held until the
 * next of a few slots ({@link io.tablekeep.engine.history.Slots}). Only a page for which {@value
 * io.tablekeep.engine.history.History#MOST_ENTRIES} entries were looked through in vain ends early;
 * that much can be told from it. Where a view begins (somebody came, came back, or got another
 * role) stands a line that says so; from the state there, the lines above lead to the present view.
 *
 * <p>Who did it, and what the action is called, is told to who did it, to who runs the game, and to
 * those who see what it was about before and after, and a change of its own making ({@link
 * io.tablekeep.engine.history.Teller}); of all others a line says when and what, not why. Whose
 * action waited for somebody is one of the others: their view does not say who is asked, so the log
 * does not say who decided. That their action has happened, their receipt tells.
 *
 * <p>Works off the loop: chapters of the journal are replayed from documents kept at their borders
 * or from snapshots, no rule runs. Chapters and borders are cached, bounded by weight; readings go
 * on a few at a time. {@link io.tablekeep.engine.history.History} is called on its campaign's loop.
 */
@NullMarked
package io.tablekeep.engine.history;

import org.jspecify.annotations.NullMarked;
