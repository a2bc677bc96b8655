package io.tablekeep.sdk.state;

import java.util.Locale;

/**
 * Names one document: a unit with its own single writer, journal, positions and epoch.
 *
 * <p>The text form is {@code kind/id} in lower case ({@code campaign/lost-mine}); {@link
 * #parse(String)} reads what {@link #toString()} writes. It is safe in a file name segment, a URL
 * path and a metric label.
 *
 * @param kind what sort of document it is; part of the name
 * @param id 1 to 64 characters, {@code [a-z0-9][a-z0-9-]*}
 */
public record DocumentId(Kind kind, String id) implements Comparable<DocumentId> {

  /** What sort of document an id names. Order and names are stored by stores: only ever append. */
  public enum Kind {
    /** A campaign: the table's own state. */
    CAMPAIGN,
    /** A person's own things: characters that travel, preferences, personal notes. */
    USER,
    /** A compendium: rules and creatures that are copied from when dragged onto the table. */
    COMPENDIUM,
    /** What belongs to the whole server. */
    GLOBAL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /**
     * The lower case name, as it stands before the slash.
     *
     * @return for example {@code campaign}
     */
    public String label() {
      return label;
    }
  }

  /** The longest id, in characters. */
  public static final int MAX_LENGTH = 64;

  /**
   * Checks the id.
   *
   * @param kind as in the record
   * @param id as in the record
   * @throws IllegalArgumentException when the id does not match {@code [a-z0-9][a-z0-9-]{0,63}}
   */
  public DocumentId {
    if (!isValid(id)) {
      throw new IllegalArgumentException(
          "A document id is 1 to 64 of a-z, 0-9 and '-', not starting with '-': \"" + id + '"');
    }
  }

  /**
   * The id of a campaign.
   *
   * @param id the part after the slash
   * @return {@code campaign/id}
   */
  public static DocumentId campaign(String id) {
    return new DocumentId(Kind.CAMPAIGN, id);
  }

  /**
   * Reads the text form.
   *
   * @param text for example {@code campaign/lost-mine}
   * @return the id
   * @throws IllegalArgumentException when the kind is unknown or the id is malformed
   */
  public static DocumentId parse(String text) {
    int slash = text.indexOf('/');
    if (slash > 0) {
      for (Kind kind : Kind.values()) {
        if (text.startsWith(kind.label) && slash == kind.label.length()) {
          return new DocumentId(kind, text.substring(slash + 1));
        }
      }
    }
    throw new IllegalArgumentException(
        "A document is named kind/id, for example campaign/lost-mine: \"" + text + '"');
  }

  /**
   * Whether a text could be the id part.
   *
   * @param id any text
   * @return true when {@code new DocumentId(kind, id)} would accept it
   */
  public static boolean isValid(String id) {
    int length = id.length();
    if (length == 0 || length > MAX_LENGTH || id.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = id.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
        return false;
      }
    }
    return true;
  }

  /** By kind, then by id: the order in which stores list documents. */
  @Override
  public int compareTo(DocumentId other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return kind.label + '/' + id;
  }
}
