package io.tablekeep.testkit;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.sdk.game.GameSystem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who did what and who was told what, in order: {@code >} an action, {@code <} its receipt, {@code
 * ~} a change in somebody's view; and at the end {@code =} what the document holds.
 */
final class Transcript {
  private final RuleBook book;
  private final StringBuilder lines = new StringBuilder();

  Transcript(GameSystem system) {
    this.book = new RuleBook(TableSystem.rules(), Optional.of(SystemRules.compile(system)));
  }

  void sends(String who, Record action) {
    ActionRule rule = book.action(action.getClass());
    String name = rule == null ? action.getClass().getName() : rule.name();
    line('>', who, name + ' ' + text(Records.writeRecord(action, 0)));
  }

  void told(String who, Receipt receipt) {
    StringBuilder words = new StringBuilder();
    words.append(receipt.outcome()).append(' ').append(receipt.code());
    if (!receipt.message().isEmpty()) {
      words.append(": ").append(receipt.message());
    }
    if (!receipt.field().isEmpty()) {
      words.append(" at ").append(receipt.field());
    }
    receipt
        .parts()
        .forEach(part -> words.append("; ").append(part.outcome()).append(' ').append(part.code()));
    line('<', who, words.toString());
  }

  void shown(String who, ViewChange change) {
    Object read = JsonReader.read(change.json(), JsonReader.Limits.DOCUMENT, 0);
    line('~', who, text(read));
  }

  private void line(char kind, String who, String what) {
    lines.append(kind).append(' ').append(who).append(' ').append(what).append('\n');
  }

  String upTo(JsonObject root) {
    StringBuilder all = new StringBuilder(lines);
    leaves("", root, all);
    return all.toString();
  }

  private static void leaves(String at, Object value, StringBuilder into) {
    if (value instanceof JsonObject object && !object.isEmpty()) {
      object.forEach((key, member) -> leaves(at + '/' + key, member, into));
    } else {
      into.append("= ").append(at).append(' ').append(text(value)).append('\n');
    }
  }

  private static String text(Object tree) {
    return new String(Canonical.bytes(tree), StandardCharsets.UTF_8);
  }
}
