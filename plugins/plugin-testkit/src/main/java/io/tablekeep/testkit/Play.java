package io.tablekeep.testkit;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.state.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A table at which everyone does by chance whatever the system lets them. */
final class Play implements AutoCloseable {
  private static final int PLAYERS = 3;

  private static final int PAUSE = 50;

  private final SplittableRandom chance;
  private final TestTable table;
  private final List<ActionRule> actions;
  private final List<String> people = new ArrayList<>();
  private final List<Secret> secrets = new ArrayList<>();
  private BiConsumer<String, Record> before = (who, action) -> {};
  private int accepted;

  /** A text, and who may be told it besides the game master. */
  private record Secret(String marker, String owner) {}

  Play(Supplier<GameSystem> system, Map<String, Object> prepared, long seed) {
    this.chance = new SplittableRandom(seed);
    GameSystem played = system.get();
    this.table = TestTable.playing(played, PLAYERS, seed);
    this.actions = List.copyOf(SystemRules.compile(played).actions());
    prepared.forEach(table::given);
    table.everyoneSits();
    people.addAll(table.document().at("participants").keys());
  }

  TestTable table() {
    return table;
  }

  int accepted() {
    return accepted;
  }

  void before(BiConsumer<String, Record> then) {
    before = then;
  }

  void acts(int times) {
    for (int i = 0; i < times && !actions.isEmpty(); i++) {
      String who = people.get(chance.nextInt(people.size()));
      ActionRule rule = actions.get(chance.nextInt(actions.size()));
      Optional<Record> payload = new RandomPayloads(chance, table.document()).of(rule.payload());
      if (payload.isPresent()) {
        before.accept(who, payload.get());
        Receipt receipt = table.seat(who).act(payload.get());
        accepted += receipt.outcome() == Receipt.Outcome.REFUSED ? 0 : 1;
        table.seats().forEach(seat -> seat.settles(chance));
      }
      if (i % PAUSE == PAUSE - 1) {
        table.pass(Duration.ofHours(1)); // for what ends by itself
      }
    }
  }

  /**
   * Puts a text of its own wherever the table's model hides one. From now on the game master only
   * answers: what they do themselves with what is hidden, they choose to show.
   */
  void hideSecrets() {
    people.remove("gm");
    Node document = table.document();
    for (String actor : document.at("actors").keys()) {
      secret("/actors/" + actor + "/gmNotes", "");
      secret("/actors/" + actor + "/notes", document.at("actors", actor, "owner").asText(""));
    }
    secret("/campaign/gmNotes", "");
    secret("/actors/wolf/name", "");
    secret("/maps/inn/gmNotes", "");
  }

  private void secret(String pointer, String owner) {
    String marker = "secret" + Long.toString(chance.nextLong() >>> 1, 36);
    table.given(pointer, marker);
    secrets.add(new Secret(marker, owner));
  }

  void lookForSecrets() {
    for (String line : table.transcript().lines().toList()) {
      String[] parts = line.split(" ", 3);
      boolean told = parts[0].equals("~") || parts[0].equals("<");
      for (Secret secret : secrets) {
        boolean may = parts[1].equals("gm") || parts[1].equals(secret.owner());
        if (told && !may && line.contains(secret.marker())) {
          throw new AssertionError(parts[1] + " was told a secret: " + line);
        }
      }
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
