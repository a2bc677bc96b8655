/**
 * Makes of a Foundry actor (system dnd5e) the stat block that the game system D20 plays: {@link
 * io.tablekeep.plugin.foundry.sheet.Sheet} is the way in. It knows D20 by the shape of its
 * documents alone (plugins/d20/README.md) and writes plain values. Every value is brought within
 * the bounds of that shape here, since one illegal sheet would refuse a whole import; what has no
 * place in it is told to the report and stays with the document. Older documents are brought into
 * today's form first ({@code Older}), so that the rest knows one form. Used by the importing
 * thread.
 */
@NullMarked
package io.tablekeep.plugin.foundry.sheet;

import org.jspecify.annotations.NullMarked;
