package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.document.ChatLine;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code chat.say}: something is said to everyone at the table, or whispered.
 *
 * @param text the words, 1 to {@value #LONGEST} characters, plain text
 * @param kind how it is meant; only those who run the game describe
 * @param as whom the sender speaks for; empty: for themselves
 * @param to who hears it besides the sender and those who run the game: absent everyone, empty
 *     nobody else
 */
@Doc("Says something to everyone at the table, or whispers it.")
public record ChatSay(
    @Doc("The words, plain text.") @Length(min = 1, max = ChatSay.LONGEST) String text,
    @Default("say") ChatLine.Kind kind,
    @Doc("Whom the sender speaks for.") @Mine Optional<ActorRef> as,
    @Doc("Who hears it besides sender and game master: absent everyone, empty nobody else.")
        @Length(max = 100)
        Optional<Set<ParticipantRef>> to) {
  /** The longest thing one can say at once, in characters. */
  public static final int LONGEST = 4_000;

  /**
   * Words to everyone.
   *
   * @param text the words
   */
  public ChatSay(String text) {
    this(text, ChatLine.Kind.SAY, Optional.empty(), Optional.empty());
  }

  /**
   * A whisper.
   *
   * @param text the words
   * @param to who hears it besides the sender and those who run the game
   * @return the payload
   */
  public static ChatSay whisper(String text, ParticipantRef... to) {
    return new ChatSay(text, ChatLine.Kind.SAY, Optional.empty(), Optional.of(Set.of(to)));
  }
}
