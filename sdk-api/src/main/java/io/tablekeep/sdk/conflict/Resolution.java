package io.tablekeep.sdk.conflict;

import io.tablekeep.sdk.state.Changes;

/** What a resolver makes of a conflict. */
public sealed interface Resolution {
  /** The most characters of an explanation or a reason. */
  int LONGEST = 500;

  /**
   * The conflict is settled, if the confidence is high enough for the campaign.
   *
   * @param changes what turns the place from theirs, which stands, into what shall stand: puts,
   *     removals and additions at the place or below it, and nothing said. None: theirs stays as it
   *     is
   * @param confidence how sure this is what both would want, 0 to 1. Give 1 where nobody could want
   *     anything else (two people crossed out different things), 0.9 where a rule of the game says
   *     so, less than 0.8 where it is a guess: below the campaign's threshold, 0.8 unless it says
   *     otherwise, the people concerned are asked, with this as the suggestion
   * @param explanation a sentence or two for both sides: what was done, and why. Not blank, at most
   *     {@value #LONGEST} characters. Kept for good, and shown to all who may see the place
   */
  record Resolved(Changes changes, double confidence, String explanation) implements Resolution {
    /**
     * Checks the parts.
     *
     * @param changes as in the record
     * @param confidence as in the record
     * @param explanation as in the record
     */
    public Resolved {
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException("a confidence is 0 to 1, not " + confidence);
      }
      said(explanation);
    }
  }

  /**
   * This resolver cannot tell: the next one is asked, and at last the people concerned are.
   *
   * @param reason why, in a sentence for those who will be asked; not blank, at most {@value
   *     #LONGEST} characters
   */
  record Abstain(String reason) implements Resolution {
    /**
     * Checks the reason.
     *
     * @param reason as in the record
     */
    public Abstain {
      said(reason);
    }
  }

  /**
   * Settles.
   *
   * @param changes what turns theirs into what shall stand
   * @param confidence how sure this is, 0 to 1
   * @param explanation why, for both sides
   * @return the resolution
   */
  static Resolved resolved(Changes changes, double confidence, String explanation) {
    return new Resolved(changes, confidence, explanation);
  }

  /**
   * Leaves it to others.
   *
   * @param reason why, for those who will be asked
   * @return the resolution
   */
  static Abstain abstain(String reason) {
    return new Abstain(reason);
  }

  private static void said(String words) {
    if (words.isBlank() || words.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an explanation has 1 to " + LONGEST + " characters, not " + words.length());
    }
  }
}
