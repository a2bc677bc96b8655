package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.server.auth.SeatClaim;
import io.tablekeep.server.http.Pages.Held;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a seat can do and what the data of its game system looks like, for pages that make forms and
 * sheets of it. The same for all seats of a role; made once for each.
 */
final class RulesRoutes {
  private static final Pointer CAMPAIGN = Pointer.of("campaign");

  private final Engine engine;
  private final Access access;
  private final Reach reach;
  private final SystemPages pages;
  private volatile Map<Key, Held> made = new ConcurrentHashMap<>();

  RulesRoutes(Engine engine, Access access, Reach reach, SystemPages pages) {
    this.engine = engine;
    this.access = access;
    this.reach = reach;
    this.pages = pages;
  }

  private record Key(String system, Role role) {}

  void mount(Router router) {
    router.get("/api/campaigns/:id/rules").handler(context -> access.seat(context, this::rules));
  }

  /** Other rules may be in use now; what is being made of the old ones goes with them. */
  void forget() {
    made = new ConcurrentHashMap<>();
  }

  private void rules(RoutingContext context, SeatClaim claim) {
    reach.then(
        context,
        reach
            .campaign(claim.campaign())
            .thenCompose(found -> found.look(claim.participant(), CAMPAIGN)),
        this::rules);
  }

  private void rules(RoutingContext context, Campaign.Look seen) {
    Map<Key, Held> all = made;
    Key named = new Key(system(seen.json()), seen.participant().role());
    Held known = all.get(named);
    if (known != null) {
      answer(context, known);
    } else {
      reach.offLoop(
          context, () -> made(all, named), CompletableFuture::completedFuture, this::answer);
    }
  }

  private void answer(RoutingContext context, Held held) {
    Pages.answer(context, held);
  }

  private static String system(byte[] campaign) {
    try {
      return Answers.JSON.readTree(campaign).path("system").asText("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of systems that are not here are people's own, and would fill the memory. */
  private Held made(Map<Key, Held> all, Key named) {
    boolean here = !engine.declared(named.system()).isEmpty();
    return all.computeIfAbsent(here ? named : new Key("", named.role()), this::made);
  }

  private Held made(Key key) {
    ObjectNode all = Answers.JSON.createObjectNode();
    if (!key.system().isEmpty()) {
      ObjectNode system = Answers.JSON.valueToTree(engine.declared(key.system()));
      all.set("system", system.put("id", key.system()));
      pages.tell(key.system(), system);
    }
    ObjectNode actions = all.putObject("actions");
    engine
        .actions(key.system().isEmpty() ? "table" : key.system())
        .forEach(
            (name, about) -> {
              ObjectNode one = Answers.JSON.valueToTree(about);
              if (may(one.remove("roles"), key.role())) {
                ((ObjectNode) one.path("payload")).remove("$schema");
                actions.set(name, one);
              }
            });
    Held held = Held.of("rules.json", Answers.utf8(all.toString()));
    if (held == null) {
      throw new IllegalStateException("JSON is a type that pages have");
    }
    return held.packs();
  }

  private static boolean may(JsonNode roles, Role role) {
    for (JsonNode each : roles) {
      if (each.asText().equals(role.name())) {
        return true;
      }
    }
    return false;
  }
}
