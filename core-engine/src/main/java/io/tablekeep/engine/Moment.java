package io.tablekeep.engine;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.Map;
import java.util.stream.Stream;

/** A moment of a campaign's past, as those who ask address it. */
public sealed interface Moment {
  /**
   * Reads a moment from words, as HTTP and sockets have them: {@code line}, or {@code device} and
   * {@code position}, or {@code version}.
   *
   * @param words names to values; others are passed over
   * @return the moment
   * @throws TablekeepException code {@code bad-query}; the field names the word at fault
   */
  static Moment of(Map<String, String> words) {
    boolean position = words.containsKey("position");
    boolean version = words.containsKey("version");
    if (Stream.of(words.containsKey("line"), position, version).filter(is -> is).count() != 1) {
      throw new TablekeepException(
          ErrorKind.USER, "bad-query", "One of line, position and version is needed.", "line");
    }
    if (version) {
      return new Version(number(words, "version"));
    }
    return position
        ? new Position(words.getOrDefault("device", ""), number(words, "position"))
        : new Line(words.getOrDefault("line", ""));
  }

  private static long number(Map<String, String> words, String name) {
    try {
      return Long.parseLong(words.getOrDefault(name, ""));
    } catch (NumberFormatException e) {
      throw new TablekeepException(ErrorKind.USER, "bad-query", "A whole number is needed.", name);
    }
  }

  /**
   * Right after a line of the change log.
   *
   * @param id the line's id, as the change log gave it to the same participant
   */
  record Line(String id) implements Moment {}

  /**
   * A position of a seat, while the seat sits there and the position is one of its last.
   *
   * @param device the seat's device
   * @param position the seat's counter
   */
  record Position(String device, long position) implements Moment {}

  /**
   * A version of the document; only for those who run the game.
   *
   * @param version at least 1
   */
  record Version(long version) implements Moment {}
}
