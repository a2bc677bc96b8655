package io.tablekeep.engine.cluster.disks;

import java.util.List;

/**
 * What a disk has of a document, written where the local store keeps the name of the owner.
 *
 * @param kind how this node came by it
 * @param epoch in which epoch that was
 * @param born the epoch in which the document came to be
 * @param since entries up to here are certain to be those that all nodes have
 * @param owner who owned it in that epoch, for people
 */
record Mark(Kind kind, long epoch, long born, long since, String owner) {
  private static final int OWNER = 140;
  private static final int RADIX = 36;
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final String LETTERS = "OCPD";

  /** How a node came by what it has. */
  enum Kind {
    /** It owned the document: all that was there in that epoch, and what it wrote. */
    OPEN,
    /** Copied from its owner: all that was certain when the epoch began, and some since. */
    COPY,
    /** Copied from its owner, not all of it yet. */
    PART,
    /** The document was deleted. */
    DELETED
  }

  /** Reads the name of an owner; one of a server that stood alone has no mark. */
  static Mark of(String text) {
    String[] parts = text.split("~", 6);
    if (parts.length < 6
        || !parts[0].isEmpty()
        || parts[1].length() != 1
        || LETTERS.indexOf(parts[1].charAt(0)) < 0) {
      return new Mark(Kind.OPEN, 0, 0, 0, text);
    }
    return new Mark(
        KINDS.get(LETTERS.indexOf(parts[1].charAt(0))),
        Long.parseLong(parts[2], RADIX),
        Long.parseLong(parts[3], RADIX),
        Long.parseLong(parts[4], RADIX),
        parts[5]);
  }

  String text() {
    return "~"
        + kind.name().charAt(0)
        + "~"
        + Long.toString(epoch, RADIX)
        + "~"
        + Long.toString(born, RADIX)
        + "~"
        + Long.toString(since, RADIX)
        + "~"
        + (owner.length() > OWNER ? owner.substring(0, OWNER) : owner);
  }
}
