package io.tablekeep.server.http;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.Ids;
import io.tablekeep.sdk.model.people.CharacterBring;
import io.tablekeep.sdk.model.people.CharacterLeave;
import io.tablekeep.sdk.model.user.CharacterPut;
import io.tablekeep.sdk.model.user.UserDocument;
import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A person's own document over HTTP, and characters that travel. */
final class OwnRoutes {
  /** Keys of an actor that are the campaign's, or name things of it. */
  private static final List<String> CAMPAIGNS_OWN =
      List.of("owner", "hidden", "gmNotes", "origin", "leftAt");

  private final Access access;
  private final Reach reach;

  OwnRoutes(Access access, Reach reach) {
    this.access = access;
    this.reach = reach;
  }

  void mount(Router router) {
    router.get("/api/me/document").handler(context -> access.person(context, this::document));
    router.post("/api/me/actions").handler(context -> access.person(context, this::act));
    router
        .post("/api/campaigns/:id/characters")
        .handler(
            context ->
                access.person(
                    context, (to, who) -> access.seat(to, (at, claim) -> bring(at, who, claim))));
    router
        .post("/api/campaigns/:id/characters/:actor/home")
        .handler(
            context ->
                access.person(
                    context, (to, who) -> access.seat(to, (at, claim) -> home(at, who, claim))));
  }

  private void document(RoutingContext context, Caller.Person who) {
    reach.then(
        context,
        reach.own(who).thenCompose(Campaign::state),
        (to, state) -> Answers.buffer(to, 200, Buffer.buffer(state.canonical())));
  }

  private void act(RoutingContext context, Caller.Person who) {
    reach.body(
        context,
        body -> {
          Action action = Reach.action(body);
          return reach
              .own(who)
              .thenCompose(
                  mine -> reach.once(mine, UserDocument.OWNER, seat -> seat.submit(action)));
        },
        CampaignRoutes::receipt);
  }

  private void bring(RoutingContext context, Caller.Person who, SeatClaim claim) {
    reach.body(
        context,
        body -> {
          String key = key(Answers.text(body, "character"), "/character");
          return reach
              .own(who)
              .thenCompose(Campaign::look)
              .thenCompose(
                  mine -> {
                    Node found = mine.at("characters", key);
                    if (!found.exists()) {
                      return Reach.<Receipt>failed(
                          "no-such-character", "You have no character of that key.");
                    }
                    Origin origin =
                        new Origin("user/" + who.account(), key, found.at("sha256").asText(""));
                    return reach.act(
                        claim, new CharacterBring(Reach.map(found.at("character")), origin));
                  });
        },
        CampaignRoutes::receipt);
  }

  private static String key(String text, String field) {
    if (!Ids.isValid(text)) {
      throw new TablekeepException(ErrorKind.USER, "bad-request", "That is no key.", field);
    }
    return text;
  }

  /** What its owner sees of the character, and nothing else, is what goes home. */
  private void home(RoutingContext context, Caller.Person who, SeatClaim claim) {
    String actor = key(context.pathParam("actor"), "/actor");
    reach.body(
        context,
        body -> {
          Optional<String> key = Reach.maybe(body, "character").map(k -> key(k, "/character"));
          return reach
              .act(claim, new CharacterLeave(new ActorRef(actor)))
              .thenApply(Receipt::orThrow)
              .thenCompose(leave -> reach.campaign(claim.campaign()))
              .thenCompose(
                  campaign -> campaign.look(claim.participant(), Pointer.of("actors", actor)))
              .thenCompose(look -> keep(who, claim, actor, key, look.json()));
        },
        CampaignRoutes::receipt);
  }

  private CompletableFuture<Receipt> keep(
      Caller.Person who, SeatClaim claim, String actor, Optional<String> key, byte[] json) {
    Node seen = NodeView.of(JsonReader.readObject(json, JsonReader.Limits.DOCUMENT, 0));
    Map<String, Object> character = Reach.map(seen);
    boolean mine = seen.at("origin", "document").asText("").equals("user/" + who.account());
    Optional<String> known =
        mine ? Optional.of(seen.at("origin", "key").asText()) : Optional.empty();
    CAMPAIGNS_OWN.forEach(character::remove);
    String hash = Canonical.hash(Records.write(character, 0));
    Origin origin = new Origin("campaign/" + claim.campaign(), actor, hash);
    CharacterPut put = new CharacterPut(key.or(() -> known), character, Optional.of(origin));
    return reach
        .own(who)
        .thenCompose(own -> reach.once(own, UserDocument.OWNER, seat -> seat.act(put)));
  }
}
