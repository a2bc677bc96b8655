package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.refuse;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.ChatDelete;
import io.tablekeep.sdk.model.action.ChatEdit;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.DiceNonce;
import io.tablekeep.sdk.model.action.DiceRoll;
import io.tablekeep.sdk.model.document.ChatLine;
import io.tablekeep.sdk.model.document.Documents;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is said and rolled at the table. */
final class Talk {
  private static final int MINUTES = 15;

  private Talk() {}

  static void define(SystemDefinition system) {
    system.action("chat.say", ChatSay.class, Talk::say).offline(true);
    system.action("chat.edit", ChatEdit.class, Talk::edit).offline(true);
    system.action("chat.delete", ChatDelete.class, Talk::delete).offline(true);
    system.action("dice.roll", DiceRoll.class, Talk::roll);
    // Taken by the engine's dice before this is reached; declared for its schema and its roles.
    system.action(
        "dice.nonce",
        DiceNonce.class,
        (table, nonce) ->
            Decision.reject("not-as-consequence", "Only a person adds to the dice, not a rule."));
  }

  private static Decision say(Table table, ChatSay say) {
    if (say.kind() == ChatLine.Kind.DESCRIBE && !Rulings.runsGame(table)) {
      return refuse("gm-only", "Only the game master describes what everybody perceives.", "kind");
    }
    Node chat = table.state().at("chat");
    Optional<Set<String>> to = say.to().map(some -> circle(table, some));
    if (isOneCircleTooMany(table, chat, "from", to)) {
      return tooManyCircles();
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("from", table.by().id());
    say.as().map(ActorRef::id).ifPresent(actor -> line.put("as", actor));
    line.put("text", say.text());
    line.put("at", table.now());
    to.ifPresent(some -> line.put("to", some));
    if (say.kind() != ChatLine.Kind.SAY) {
      line.put("kind", say.kind());
    }
    return Decision.apply(Changes.none().set(chat.at(table.newId()), line));
  }

  private static Set<String> circle(Table table, Set<ParticipantRef> some) {
    Set<String> circle = new TreeSet<>();
    some.forEach(one -> circle.add(one.id()));
    circle.remove(table.by().id());
    return circle;
  }

  /** Only the sender's own lines are counted, so that the refusal tells nothing of others. */
  private static boolean isOneCircleTooMany(
      Table table, Node lines, String by, Optional<Set<String>> to) {
    if (to.isEmpty() || lines.size() < Documents.CIRCLES) {
      return false;
    }
    Set<Set<String>> circles = new HashSet<>();
    for (Node line : lines.children().toList()) {
      if (line.at("to").exists() && line.at(by).asText("").equals(table.by().id())) {
        Set<String> circle = new TreeSet<>();
        line.at("to").children().forEach(one -> circle.add(one.asText()));
        circles.add(circle);
      }
    }
    return circles.size() >= Documents.CIRCLES && !circles.contains(to.get());
  }

  private static Decision tooManyCircles() {
    return refuse("too-many-circles", "You whisper to too many different circles.", "to");
  }

  private static Decision edit(Table table, ChatEdit edit) {
    Node line = table.state().at(edit.line().pointer());
    if (!table.by().id().equals(line.at("from").asText(""))) {
      return refuse("not-your-words", "These are the words of somebody else.", "line");
    }
    return tooLate(table, line)
        .orElseGet(
            () ->
                Decision.apply(
                    Changes.none()
                        .set(line.at("text"), edit.text())
                        .set(line.at("edited"), table.now())));
  }

  private static Decision delete(Table table, ChatDelete delete) {
    Node line = table.state().at(delete.line().pointer());
    return tooLate(table, line).orElseGet(() -> Decision.apply(Changes.none().remove(line)));
  }

  private static Optional<Decision> tooLate(Table table, Node line) {
    if (Rulings.runsGame(table)) {
      return Optional.empty();
    }
    int minutes = table.state().at("campaign", "policy", "chatMinutes").asInt(MINUTES);
    Instant until = Instant.parse(line.at("at").asText()).plus(Duration.ofMinutes(minutes));
    return table.now().isBefore(until)
        ? Optional.empty()
        : Optional.of(refuse("too-late", "It is too late to take these words back.", "line"));
  }

  private static Decision roll(Table table, DiceRoll dice) {
    Optional<Set<String>> to = dice.to().map(some -> circle(table, some));
    if (dice.blind() && to.isEmpty()) {
      to = Optional.of(Set.of());
    }
    if (isOneCircleTooMany(table, table.state().at("dice"), "by", to)) {
      return tooManyCircles();
    }
    Dice roll =
        new Dice(
            "roll", dice.notation(), dice.label(), dice.as().map(ActorRef::id), to, dice.blind());
    return roll.fallen(table);
  }
}
