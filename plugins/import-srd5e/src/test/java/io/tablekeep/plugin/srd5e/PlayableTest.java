package io.tablekeep.plugin.srd5e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.plugin.d20.D20;
import io.tablekeep.plugin.d20.call.SheetActions.Become;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.testkit.TestTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is imported is played by the real rules. */
class PlayableTest {
  private final TestTable table = TestTable.playing(new D20(), 1);

  @AfterEach
  void close() {
    table.close();
  }

  /** Takes a monster to the table, as a copy from a compendium; gives its key there. */
  private String taken(Changes.Change.Put put) {
    Map<String, Object> data = new LinkedHashMap<>();
    ((Map<?, ?>) put.value()).forEach((key, value) -> data.put((String) key, value));
    String name = String.valueOf(data.get("name"));
    Origin origin = new Origin("compendium/srd", "x", Canonical.hash(Records.write(data, 0)));
    table.pass(Duration.ofSeconds(1)); // nobody takes hundreds at once
    table.when("gm", new CompendiumTake(CompendiumTake.Kind.ACTORS, data, origin)).applied();
    return table
        .document()
        .at("actors")
        .children()
        .filter(each -> each.at("name").asText().equals(name))
        .map(Node::key)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMonsterAttacksAsItsBlockSays() throws IOException {
    String wyrm =
        taken(Samples.puts(Samples.read("m.srd5e", Samples.MONSTERS.getBytes(UTF_8))).get(0));
    ActorRef bram = new ActorRef("bram");
    table.when("gm", new Become(bram, "fighter")).applied();
    AttackWith bite = new AttackWith(new ActorRef(wyrm), bram, "bite", Edge.NONE, "", false);
    table.dice(15, 5, 3, 20);
    table.when("gm", bite).applied();
    Node now = table.document().at("actors", "bram", "d20", "now");
    assertTrue(now.at("hp").asInt() < now.at("max").asInt(), now::toString);
  }

  @Test
  void everyGivenMonsterIsOneTheRulesTake() throws IOException {
    Optional<Path> data = Samples.data();
    if (data.isEmpty()) {
      return;
    }
    Path file = data.get().resolve("5e-SRD-Monsters.json");
    int all = 0;
    for (Changes.Change.Put put :
        Samples.puts(Samples.read("5e-SRD-Monsters.json", Files.readAllBytes(file)))) {
      String key = taken(put);
      Node sheet = table.document().at("actors", key, "d20");
      assertEquals(sheet.at("block", "hitPoints").asInt(), sheet.at("now", "hp").asInt());
      assertTrue(sheet.at("block", "figures").exists(), key);
      all++;
    }
    assertTrue(all > 300, "monsters: " + all);
  }
}
