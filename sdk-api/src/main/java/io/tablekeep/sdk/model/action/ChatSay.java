package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code chat.say}: something is said to everyone at the table.
 *
 * @param text the words, 1 to {@value #LONGEST} characters, plain text
 */
@Doc("Says something to everyone at the table.")
public record ChatSay(
    @Doc("The words, plain text.") @Length(min = 1, max = ChatSay.LONGEST) String text) {
  /** The longest thing one can say at once, in characters. */
  public static final int LONGEST = 4_000;
}
