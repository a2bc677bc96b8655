package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of the messages of a seat that sends garbage, each looked at and counted. */
final class Verdicts {
  private static final Pattern CLOSED =
      Pattern.compile("(closed|no binary message): Closed\\[code=(\\d+).*");

  private final String participant;
  private final Set<String> accepted = new HashSet<>();
  private long errors;
  private long refusals;
  private long closes;
  private boolean slowed;

  Verdicts(String participant) {
    this.participant = participant;
  }

  /** Ids of actions that were applied. */
  Set<String> accepted() {
    return accepted;
  }

  /** How many there were, of all kinds. */
  long all() {
    return errors + refusals + closes + accepted.size();
  }

  String figures() {
    return errors
        + " errors, "
        + refusals
        + " refusals, "
        + closes
        + " closes, "
        + accepted.size()
        + " accepted";
  }

  /** Something is sent; what came before was another matter. */
  void begin() {
    slowed = false;
  }

  /** Whether something was not looked at since, because it came too fast. */
  boolean isSlowed() {
    return slowed;
  }

  /** Takes a message of the server to a device; says whether it answers the sentinel. */
  boolean take(JsonNode message, String device, long sentinel) {
    Answer.discreet(message.toString());
    if (message.path("type").asText().equals("error")) {
      errors++;
      Answer.coded(message);
    }
    boolean over = false;
    for (JsonNode receipt : message.path("receipts")) {
      long number = receipt.path("n").asLong();
      boolean limited = receipt.path("code").asText().equals("rate-limited");
      slowed |= limited;
      if (number == sentinel) {
        over = true;
      } else if (!limited && Answer.receipt(receipt)) {
        accepted.add(Chronicle.id(participant, device, number));
      } else if (!limited) {
        refusals++;
      }
    }
    return over;
  }

  /** Takes the end of a connection; anything else that went wrong is no answer. */
  void ended(IOException e, Supplier<String> sent) throws IOException {
    String why = String.valueOf(e.getMessage());
    Matcher closed = CLOSED.matcher(why);
    if (!closed.matches()) {
      throw new IOException("no answer to " + Answer.brief(sent.get()) + ": " + why, e);
    }
    closes++;
    Answer.close(Integer.parseInt(closed.group(2)));
  }
}
