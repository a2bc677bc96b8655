package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that was said, {@code chat/{id}}. Scope: campaign; the document keeps the newest
 * {@value Documents#CHAT_LINES} told to everyone, and the newest {@value Documents#WHISPER_LINES}
 * of one speaker to the same people; the journal all. Keys ascend with time. For those it was said
 * to.
 *
 * @param from who said it; empty: the table itself
 * @param as whom they spoke for
 * @param text the words, plain text
 * @param at when
 * @param to who heard it besides the speaker and those who run the game: absent everyone, empty
 *     nobody else
 * @param kind how it is meant
 * @param edited when it was last changed; empty: never
 */
@Doc("Something that was said.")
public record ChatLine(
    @Doc("Who said it; none: the table itself.") Optional<ParticipantRef> from,
    @Doc("Whom they spoke for.") Optional<ActorRef> as,
    @Length(max = 100_000) String text,
    Instant at,
    @Doc("Who heard it besides speaker and game master: absent everyone, empty nobody else.")
        Optional<Set<ParticipantRef>> to,
    @Default("say") Kind kind,
    @Doc("When it was last changed.") Optional<Instant> edited) {

  /** How something is meant. */
  public enum Kind {
    /** Words. */
    SAY,
    /** What somebody does, told in the third person. */
    EMOTE,
    /** What everybody perceives, told by those who run the game. */
    DESCRIBE
  }
}
