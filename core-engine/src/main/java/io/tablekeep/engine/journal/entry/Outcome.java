package io.tablekeep.engine.journal.entry;

import java.util.List;

/**
 * What the sender of an action was told: the part of a receipt that is the same for every retry.
 */
public sealed interface Outcome {
  /** Longest message kept; what is longer is cut, and what cannot be written is replaced. */
  int MAX_MESSAGE = 1_000;

  /** It took effect, and there is nothing more to say. */
  Applied OK = new Applied("ok", "");

  /**
   * A stable word for what happened.
   *
   * @return kebab-case code, {@code ok} when there is nothing more to say
   */
  String code();

  /**
   * A sentence for the sender.
   *
   * @return the sentence, possibly empty
   */
  String message();

  /**
   * It took effect, or something took effect in its place.
   *
   * @param code {@code ok}, or the code of what happened instead
   * @param message a sentence for the sender, possibly empty
   */
  record Applied(String code, String message) implements Outcome {
    /**
     * Cuts a message that is too long.
     *
     * @param code {
     * @param message a sentence for the sender, possibly empty
     */
    public Applied {
      message = cut(message);
    }
  }

  /**
   * It was refused and changed nothing.
   *
   * @param code stable kebab-case code of the refusal
   * @param message a sentence for the sender
   * @param field JSON pointer into the payload at fault, empty for the whole
   */
  record Refused(String code, String message, String field) implements Outcome {
    /**
     * Cuts a message that is too long.
     *
     * @param code stable kebab-case code of the refusal
     * @param message a sentence for the sender
     * @param field JSON pointer into the payload at fault, empty for the whole
     */
    public Refused {
      message = cut(message);
    }
  }

  /**
   * It waits for somebody's answer.
   *
   * @param code stable kebab-case code of what it waits for
   * @param message a sentence for the sender
   * @param key key of the waiting proposal or question
   */
  record Pending(String code, String message, String key) implements Outcome {
    /**
     * Cuts a message that is too long.
     *
     * @param code stable kebab-case code of what it waits for
     * @param message a sentence for the sender
     * @param key key of the waiting proposal or question
     */
    public Pending {
      message = cut(message);
    }
  }

  /**
   * Several decisions were taken, each with an outcome of its own.
   *
   * @param code {@code ok} when all were applied, else {@code some-refused}
   * @param message a sentence for the sender, possibly empty
   * @param parts the outcomes, in order
   */
  record Several(String code, String message, List<Part> parts) implements Outcome {
    /**
     * Copies the list.
     *
     * @param code {@code ok} when all were applied, else {@code some-refused}
     * @param message a sentence for the sender, possibly empty
     * @param parts the outcomes, in order
     */
    public Several {
      message = cut(message);
      parts = List.copyOf(parts);
    }
  }

  /**
   * One of several outcomes.
   *
   * @param key key of the waiting action that was decided
   * @param kind {@code applied}, {@code refused}, or {@code retry} when it could not be decided at
   *     that time
   * @param code stable kebab-case code
   * @param message a sentence for the sender, possibly empty
   */
  record Part(String key, String kind, String code, String message) {
    /**
     * Cuts a message that is too long.
     *
     * @param key key of the waiting action that was decided
     * @param kind {@code applied}, {@code refused}, or {@code retry}
     * @param code stable kebab-case code
     * @param message a sentence for the sender, possibly empty
     */
    public Part {
      message = cut(message);
    }
  }

  private static String cut(String message) {
    if (message.length() <= MAX_MESSAGE) {
      return whole(message);
    }
    int end = Character.isHighSurrogate(message.charAt(MAX_MESSAGE - 1)) ? 1 : 0;
    return whole(message.substring(0, MAX_MESSAGE - end));
  }

  /** A half of a character, which was cut in the middle somewhere, becomes U+FFFD. */
  private static String whole(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
