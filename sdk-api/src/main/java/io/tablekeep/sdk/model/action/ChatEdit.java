package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ChatRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code chat.edit}: words that were said are changed by who said them, as long as the campaign's
 * policy allows.
 *
 * @param line the line, said by the sender
 * @param text the new words
 */
@Doc("Changes words that were said.")
public record ChatEdit(
    @Mine ChatRef line,
    @Doc("The new words, plain text.") @Length(min = 1, max = ChatSay.LONGEST) String text) {}
