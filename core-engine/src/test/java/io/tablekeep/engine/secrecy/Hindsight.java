package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.Past;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The observer's questions about the past. Of sealed ids only counts which of them are the same.
 */
final class Hindsight {
  static final List<String> QUESTIONS =
      List.of(
          "newest", "older", "newer", "text", "by", "path", "chat", "dice", "line", "state",
          "state", "proof");

  private static final Pattern ID = Pattern.compile("\"(id|older|newer)\":\"([A-Za-z0-9_-]{22})\"");

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();

  CompletableFuture<byte[]> ask(Past past, String who, Step step) {
    String known = ids.isEmpty() ? "none" : ids.get(step.n() % ids.size());
    boolean asksOfNothing = ids.isEmpty() && step.n() % 4 > 0;
    return switch (asksOfNothing && !step.what().equals("proof") ? "newest" : step.what()) {
      case "older" -> past.ask(who, "log", Map.of("before", known, "limit", "3"));
      case "newer" -> past.ask(who, "log", Map.of("after", known, "limit", "3"));
      case "text" -> past.ask(who, "log", Map.of("text", "e", "limit", "5"));
      case "by" -> past.ask(who, "log", Map.of("by", "gm"));
      case "path" -> past.ask(who, "log", Map.of("path", "/actors"));
      case "chat", "dice" -> past.ask(who, "log", Map.of("said", step.what()));
      case "proof" -> past.ask(who, "dice", Map.of());
      case "line" -> past.ask(who, "line", Map.of("line", known));
      case "state" -> past.ask(who, "state", Map.of("line", known));
      default -> past.ask(who, "log", Map.of("limit", "4"));
    };
  }

  /** An answer with the ids numbered in the order in which they came first. */
  String named(byte[] answer) {
    StringBuilder named = new StringBuilder();
    Matcher each = ID.matcher(new String(answer, StandardCharsets.UTF_8));
    while (each.find()) {
      Integer number = numbers.get(each.group(2));
      if (number == null) {
        number = numbers.size();
        numbers.put(each.group(2), number);
        ids.add(each.group(2));
      }
      each.appendReplacement(named, "\"" + each.group(1) + "\":" + number);
    }
    return each.appendTail(named).toString();
  }
}
