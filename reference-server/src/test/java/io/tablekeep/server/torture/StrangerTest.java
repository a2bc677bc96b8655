package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.torture.rogue.WrittenJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What somebody writes who has read sdk-api's README: three actions, a secret, a question and
 * something that ends by itself. It is played over sockets, changed, and reloaded while they play:
 * no action is lost, and nothing is started again.
 */
@Tag("torture")
class StrangerTest {
  private static final int CHANGES = Effort.pick(2, 5, 8);
  private static final String CAMPAIGN = "dark";

  private static final String LANTERNS =
      """
      import io.tablekeep.sdk.game.*;
      import io.tablekeep.sdk.model.ActorRef;
      import io.tablekeep.sdk.schema.*;
      import io.tablekeep.sdk.state.*;
      import io.tablekeep.sdk.view.Audience;
      import java.time.Duration;
      import java.util.Optional;
      import org.pf4j.Extension;

      @Extension
      public final class Lanterns implements GameSystem {
        public record Light(@Mine ActorRef who, @Range(min = 1, max = 3600) int seconds) {}
        public record Stash(@Mine ActorRef who, @Range(min = 1, max = 9) int oil) {}
        public record Beg(@Mine ActorRef who, ActorRef whom) {}
        public record Gift(boolean gives) {}

        public String id() { return "lanterns"; }

        public void define(SystemDefinition system) {
          system.action("light", Light.class, this::light);
          system.action("stash", Stash.class, this::stash);
          system.action("beg", Beg.class, this::beg);
          system.visible("actors/*/lanterns/lantern", Audience.everyone());
          system.visible("actors/*/lanterns/lit", Audience.everyone());
          system.visible("actors/*/lanterns/stash", SEEN);
          system.ends("actors/*/lanterns/lantern", "until", (table, lantern) ->
              Changes.none().say(Audience.everyone(), "A lantern goes out: VERSION."));
        }

        private static Node of(Table table, ActorRef who) {
          return table.state().at("actors", who.id(), "lanterns");
        }

        private Decision light(Table table, Light light) {
          Node mine = of(table, light.who());
          return Decision.apply(Changes.none()
              .set(mine.at("lantern", "until"), table.now().plus(Duration.ofSeconds(light.seconds())))
              .add(mine.at("lit"), 1));
        }

        private Decision stash(Table table, Stash stash) {
          return Decision.apply(Changes.none().add(of(table, stash.who()).at("stash"), stash.oil()));
        }

        private Decision beg(Table table, Beg beg) {
          Optional<Gift> gift = table.answer("gift", Gift.class);
          if (gift.isEmpty()) {
            return Decision.ask(Question.of(
                "gift", Audience.ownerOf(beg.whom().id()), "Somebody begs.", new Gift(false))
                .within(Duration.ofMinutes(5)));
          }
          Node from = of(table, beg.whom()).at("stash");
          return !gift.get().gives() || from.asInt(0) < 1
              ? Decision.reject("no-oil", "There is no oil for you.")
              : Decision.apply(
                  Changes.none().add(from, -1).add(of(table, beg.who()).at("stash"), 1));
        }
      }
      """;

  private final SwapTable table = new SwapTable(CAMPAIGN, "lanterns");
  private final AtomicLong lights = new AtomicLong();

  /** Even versions show the oil to everyone, odd ones to its owner. */
  private static void build(Path plugins, int version) throws IOException {
    String seen = version % 2 == 0 ? "Audience.everyone()" : "Audience.owner()";
    String source = LANTERNS.replace("SEEN", seen).replace("VERSION", Integer.toString(version));
    WrittenJar.into(plugins, "lanterns", "Lanterns", source);
  }

  @Test
  void aSystemWrittenFromTheReadmeIsChangedWhileTwoPlay() throws Exception {
    Path folder = Folder.fresh("stranger");
    Path plugins = folder.resolve("plugins");
    build(plugins, 1);
    try (ServerProcess server =
        ServerProcess.start(
            folder.resolve("data"), "--demo", "false", "--plugins", plugins.toString())) {
      server.post("/api/campaigns", server.hostKey(), document().toString());
      Map<String, String> tokens = server.tokens(CAMPAIGN);
      Player gm = table.sits(server, tokens, "gm", "gm.1");
      Player ana = table.sits(server, tokens, "ana", "ana.1");
      Player ben = table.sits(server, tokens, "ben", "ben.1");
      Player answering = table.sits(server, tokens, "ben", "ben.2");
      long pid = server.pid();
      table.applied(answering.does("lanterns.stash", "{\"who\":\"cora\",\"oil\":9}"));
      ben.await("own oil", () -> oil(ben) == 9);
      assertEquals(0, oil(ana), "a secret of its owner");
      plays(ana, "bram");
      plays(ben, "cora");
      double pause = 0;
      for (int version = 2; version <= CHANGES + 1; version++) {
        gm.act("lanterns.beg", "{\"who\":\"bram\",\"whom\":\"cora\"}", false);
        answering.await("a question", () -> !answering.keys("asks").isEmpty());
        build(plugins, version);
        pause = Math.max(pause, table.reload(server, 200).findValue("pauseMs").asDouble());
        boolean open = version % 2 == 0;
        ana.await("what this version shows", () -> (oil(ana) > 0) == open);
        ObjectNode answer =
            Json.object().put("ask", answering.keys("asks").get(0)).put("question", "gift");
        answer.putObject("answer").put("gives", true);
        table.applied(answering.does("ask.answer", answer.toString()));
        answering.await("no question", () -> answering.keys("asks").isEmpty());
        Thread.sleep(table.chance.nextInt(200));
      }
      table.ends();
      gm.await("the lanterns' end", () -> !burns(gm, "bram") && !burns(gm, "cora"));
      JsonNode actors = table.looksRight(server).document().at("/actors");
      long lit =
          actors.at("/bram/lanterns/lit").asLong() + actors.at("/cora/lanterns/lit").asLong();
      assertEquals(lights.get(), lit, "each action once");
      assertEquals(9 - CHANGES, oil(gm));
      assertEquals(pid, server.pid());
      assertTrue(server.isAlive());
      Effort.say(
          "stranger: changed %d times under %d actions, longest pause %.1f ms",
          CHANGES, table.count.acks, pause);
      table.close();
      assertEquals(0, server.stop());
    } finally {
      table.close();
    }
    table.nothingWentWrong();
    Folder.delete(folder);
  }

  private void plays(Player player, String actor) {
    String light = "{\"who\":\"" + actor + "\",\"seconds\":1}";
    table.plays(
        player,
        20,
        () -> {
          JsonNode receipt = player.does("lanterns.light", light);
          lights.incrementAndGet();
          return receipt;
        });
  }

  private static long oil(Player player) {
    return player.view().at("/actors/cora/lanterns/stash").asLong();
  }

  private static boolean burns(Player player, String actor) {
    return player.view().at("/actors/" + actor + "/lanterns/lantern").isObject();
  }

  private ObjectNode document() {
    ObjectNode document = table.document();
    ObjectNode actors = document.putObject("actors");
    actors.putObject("bram").put("name", "Bram").put("type", "character").put("owner", "ana");
    actors.putObject("cora").put("name", "Cora").put("type", "character").put("owner", "ben");
    return document;
  }
}
