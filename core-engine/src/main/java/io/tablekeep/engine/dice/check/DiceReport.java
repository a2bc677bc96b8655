package io.tablekeep.engine.dice.check;

import java.util.List;

/**
 * What checking dice has shown.
 *
 * @param campaign key of the campaign
 * @param epochs every epoch that was met, in order
 * @param faults what is wrong, in order; at most {@value #MOST}
 * @param notes what could not be checked, and why
 */
public record DiceReport(
    String campaign, List<Epoch> epochs, List<DiceFault> faults, List<String> notes) {
  /** How many faults and notes are listed. */
  public static final int MOST = 1_000;

  /**
   * One epoch.
   *
   * @param epoch its number
   * @param state {@code revealed}, {@code open} or {@code lost}
   * @param nonces how many nonces count in it
   * @param rolls how many rolls there were
   * @param proven of how many the faces were reckoned again
   */
  public record Epoch(long epoch, String state, int nonces, int rolls, int proven) {}

  /**
   * Copies the lists.
   *
   * @param campaign as in the record
   * @param epochs as in the record
   * @param faults as in the record
   * @param notes as in the record
   */
  public DiceReport {
    epochs = List.copyOf(epochs);
    faults = List.copyOf(faults);
    notes = List.copyOf(notes);
  }

  /**
   * Whether nothing is wrong.
   *
   * @return true without faults
   */
  public boolean sound() {
    return faults.isEmpty();
  }
}
