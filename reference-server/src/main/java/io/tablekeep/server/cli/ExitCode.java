package io.tablekeep.server.cli;

import io.tablekeep.sdk.error.TablekeepException;

/** How commands end. */
public final class ExitCode {
  /** Everything went well. */
  public static final int OK = 0;

  /** The work was done and something is wrong: damage was found, a file or patch was refused. */
  public static final int REFUSED = 1;

  /** The command line or the configuration makes no sense. */
  public static final int USAGE = 2;

  /** Somebody else holds what is needed: the data folder, the port. */
  public static final int IN_USE = 3;

  /** What was named does not exist: a file, a campaign. */
  public static final int NOT_FOUND = 4;

  /** A disk or the store failed. */
  public static final int STORAGE = 5;

  /** A defect of this program. */
  public static final int INTERNAL = 70;

  private ExitCode() {}

  static int of(TablekeepException known) {
    String code = known.code();
    return switch (code) {
      case "no-such-campaign", "no-such-file", "no-such-store" -> NOT_FOUND;
      case "journal-damaged", "journal-gap" -> REFUSED;
      case "bad-config", "usage" -> USAGE;
      case "data-in-use", "port-in-use" -> IN_USE;
      case "data-folder", "store-unavailable", "file-unreadable", "file-unwritable" -> STORAGE;
      default ->
          switch (known.kind()) {
            case USER, PLUGIN -> REFUSED;
            case RESOURCE -> STORAGE;
            case INTERNAL -> INTERNAL;
          };
    };
  }
}
