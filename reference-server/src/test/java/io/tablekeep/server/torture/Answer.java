package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** What an answer to garbage must look like: a code, a sentence, and nothing of the inside. */
final class Answer {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final List<String> INSIDE =
      List.of("Exception", "\tat ", "\\tat ", "java.lang", "java.util", "io.tablekeep", "io.netty");

  /** The close codes of the published protocol that are an answer to a client's fault. */
  private static final Set<Integer> CLOSES =
      Set.of(1000, 1002, 1003, 1007, 1009, 4400, 4401, 4404, 4408, 4410, 4411, 4429);

  private Answer() {}

  /** Checks that a text tells nothing of the program's inside. */
  static void discreet(String text) {
    for (String word : INSIDE) {
      if (text.contains(word)) {
        throw new AssertionError("an answer tells of the inside: " + brief(text));
      }
    }
  }

  /** Checks an error message, or the body of an HTTP error. */
  static void coded(JsonNode error) {
    String code = error.path("code").asText();
    String message = error.path("message").asText();
    if (!CODE.matcher(code).matches() || code.equals("internal-error")) {
      throw new AssertionError("no code: " + brief(error.toString()));
    }
    if (message.length() < 5 || message.length() > 1_100) {
      throw new AssertionError("no sentence: " + brief(error.toString()));
    }
  }

  /** Checks a receipt, and says whether it took effect. */
  static boolean receipt(JsonNode receipt) {
    String outcome = receipt.path("outcome").asText();
    switch (outcome) {
      case "applied" -> {
        return true;
      }
      case "refused", "retry" -> coded(receipt);
      default -> throw new AssertionError("an odd receipt: " + brief(receipt.toString()));
    }
    return false;
  }

  /** Lets a moment pass, for who was told that they were too fast. */
  static void later() {
    LockSupport.parkNanos(100_000_000);
  }

  static void close(int code) {
    // 1006: the connection ended without a close frame, as one that never was a WebSocket does.
    // A client's own close comes back with its code (RFC 6455, 5.5.1), which garbage may be, too.
    boolean echo = code >= 3_000 && (code < 4_400 || code > 4_599);
    if (code != 1006 && !echo && !CLOSES.contains(code)) {
      throw new AssertionError("closed with " + code);
    }
  }

  static String brief(String text) {
    return text.length() > 400 ? text.substring(0, 400) + "…" : text;
  }
}
