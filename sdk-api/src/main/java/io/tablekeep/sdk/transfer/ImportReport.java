package io.tablekeep.sdk.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of each item of a file, so that nobody has to find out at the table.
 *
 * @param lines in the order of the file, at most {@link #MAX_LINES}
 * @param more how many lines were left out beyond that
 */
public record ImportReport(List<Line> lines, int more) {
  /** The most lines a report has. */
  public static final int MAX_LINES = 10_000;

  /**
   * Copies the lines.
   *
   * @param lines as in the record
   * @param more as in the record
   */
  public ImportReport {
    lines = List.copyOf(lines);
  }

  /** What became of an item. */
  public enum Fate {
    /** It is in the document and means the same. */
    KEPT,
    /** It is in the document and means something slightly else; the sentence says what. */
    CHANGED,
    /** Nobody knows what it means; it is kept under the importer's own key. */
    NOT_UNDERSTOOD
  }

  /**
   * What became of one item.
   *
   * @param fate what became of it
   * @param at place in the file, such as the JSON pointer {@code /portals/0}
   * @param sentence what it was and what it is now
   */
  public record Line(Fate fate, String at, String sentence) {}

  /**
   * How many lines tell of a fate.
   *
   * @param fate the fate
   * @return the number
   */
  public long count(Fate fate) {
    return lines.stream().filter(line -> line.fate() == fate).count();
  }

  /**
   * Collects a report.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the lines of a report. Used by one thread. */
  public static final class Builder {
    private final List<Line> lines = new ArrayList<>();
    private int more;

    private Builder() {}

    /**
     * An item that means the same.
     *
     * @param at place in the file
     * @param sentence what it is
     * @return this
     */
    public Builder kept(String at, String sentence) {
      return add(Fate.KEPT, at, sentence);
    }

    /**
     * An item that means something else.
     *
     * @param at place in the file
     * @param sentence what it was and what it is now
     * @return this
     */
    public Builder changed(String at, String sentence) {
      return add(Fate.CHANGED, at, sentence);
    }

    /**
     * An item nobody knows the meaning of.
     *
     * @param at place in the file
     * @param sentence where it is kept
     * @return this
     */
    public Builder notUnderstood(String at, String sentence) {
      return add(Fate.NOT_UNDERSTOOD, at, sentence);
    }

    private Builder add(Fate fate, String at, String sentence) {
      if (lines.size() < MAX_LINES) {
        lines.add(new Line(fate, at, sentence));
      } else {
        more++;
      }
      return this;
    }

    /**
     * The report.
     *
     * @return what was collected so far
     */
    public ImportReport build() {
      return new ImportReport(lines, more);
    }
  }
}
