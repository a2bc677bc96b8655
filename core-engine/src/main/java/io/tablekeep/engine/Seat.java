package io.tablekeep.engine;

import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One participant's connection to a campaign. Thread-safe. */
public interface Seat {
  /**
   * Who sits here.
   *
   * @return the participant, as they are called by now
   */
  Participant participant();

  /**
   * Sends an action.
   *
   * @param action what is asked for
   * @return the receipt, once what it says is durable; it arrives on the campaign's loop, after the
   *     frame that shows the effect. Bad input and refusals are receipts too; the future fails only
   *     when the seat is gone
   */
  CompletableFuture<Receipt> submit(Action action);

  /**
   * Sends an action from inside the program, numbered by the seat itself.
   *
   * @param payload payload record of a declared action
   * @return the receipt, as from {@link #submit}
   */
  CompletableFuture<Receipt> act(Record payload);

  /**
   * Shows something of the moment to the others. May be dropped.
   *
   * @param kind what it is
   * @param payload a JSON value in UTF-8
   */
  void signal(String kind, byte[] payload);

  /**
   * Loads more than the first view has: from now on the seat is told of its changes.
   *
   * @param at a collection, such as {@code /notes}, an entity, such as {@code /actors/a7}, or the
   *     root for everything
   * @return completes on the campaign's loop after the frame that brings it; fails with code {@code
   *     no-such-place} when the seat sees nothing there, {@code too-much-open}, or {@code
   *     seat-gone}
   */
  CompletableFuture<Void> open(Pointer at);

  /**
   * Gives back what {@link #open} loaded. What belongs to the first view stays.
   *
   * @param at what was opened
   * @return completes on the campaign's loop after the frame that takes it away
   */
  CompletableFuture<Void> shut(Pointer at);

  /**
   * Asks for what was.
   *
   * @param what as with {@link Past#ask}
   * @param words as with {@link Past#ask}; a position without a device is one of this seat
   * @return the answer, on the campaign's loop; or a failure as with {@link Past#ask}
   */
  CompletableFuture<byte[]> ask(String what, Map<String, String> words);

  /**
   * Reads a page of an object of the view, loaded or not, such as older lines of the chat.
   *
   * @param page which page
   * @return completes on the campaign's loop; fails with code {@code no-such-place} when the seat
   *     sees no object there, {@code too-much-open} when too many pages are being made for it, or
   *     {@code seat-gone}
   */
  CompletableFuture<Page> page(Page.Of page);

  /**
   * The listener cannot take more at present. What changes until {@link #ready} is told as one
   * difference then; who stays away too long is closed with code {@code slow-consumer}, and may
   * come back with its token.
   */
  void pause();

  /** The listener can take more again. */
  void ready();

  /**
   * Takes the seat away, as when whoever sits here may not any more.
   *
   * @param code stable kebab-case code the listener is told
   * @param message a sentence for people
   */
  void expel(String code, String message);

  /** Gets up. The listener is told {@code closed} with code {@code left}. */
  void leave();
}
