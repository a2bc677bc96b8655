package io.tablekeep.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Receipt;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.document.CampaignAsset;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.server.assets.AssetQuota;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Takes pictures that are sent to a campaign. Who has sent the bytes has them, and may use the
 * name; so each sender is noted, also of a picture that is there already.
 */
final class AssetDesk {
  /** Pictures that are on their way to one campaign at a time. */
  private static final int AT_ONCE = 8;

  private final Vertx vertx;
  private final Engine engine;
  private final AssetStore assets;
  private final Path scratch;
  private final Counter taken;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  /**
   * Pictures of one campaign are entered one after the other, so that no two take the last room.
   */
  private final Map<String, Future<?>> entering = new HashMap<>();

  AssetDesk(Vertx vertx, Engine engine, AssetStore assets, Path scratch, MeterRegistry meters) {
    this.vertx = vertx;
    this.engine = engine;
    this.assets = assets;
    this.scratch = scratch;
    taken =
        Counter.builder("tablekeep.assets.taken")
            .description("Pictures that were sent to campaigns")
            .register(meters);
  }

  private <T> Future<T> offLoop(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, vertx.getOrCreateContext());
  }

  private Future<Node> look(SeatClaim claim) {
    return on(engine.open(claim.campaign()).thenCompose(Campaign::look));
  }

  private static Role role(Node root, SeatClaim claim) {
    Node member = root.at("participants", claim.participant());
    if (!member.exists()) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-participant", "Nobody of that name sits here.");
    }
    String role = member.at("role").asText("player").toUpperCase(Locale.ROOT).replace('-', '_');
    return Role.valueOf(role);
  }

  /** A picture comes. */
  void receive(RoutingContext context, SeatClaim claim) {
    HttpServerRequest request = context.request();
    String campaign = claim.campaign();
    if (underWay.merge(campaign, 1, Integer::sum) > AT_ONCE) {
      over(campaign);
      Answers.error(context, 429, "overloaded", "Too many pictures come at once. Try again.");
      return;
    }
    request.pause();
    look(claim)
        .compose(
            root -> {
              AssetQuota quota = AssetQuota.of(root, role(root, claim));
              quota.check(root, claim.participant(), Upload.declared(request));
              return received(request, claim, quota);
            })
        .onComplete(done -> over(campaign))
        .onSuccess(
            asset -> {
              taken.increment();
              String at = "/api/campaigns/" + campaign + "/assets/" + asset.id();
              context.response().putHeader("Location", at);
              Answers.json(context, 201, plain(asset));
            })
        .onFailure(fault -> Answers.failure(context, tooLarge(fault)));
  }

  private void over(String campaign) {
    underWay.computeIfPresent(campaign, (key, many) -> many == 1 ? null : many - 1);
  }

  /** Whoever sends a picture hears of a picture. */
  private static Throwable tooLarge(Throwable fault) {
    return Answers.unwrap(fault) instanceof TablekeepException known
            && known.code().equals("body-too-large")
        ? new TablekeepException(
            ErrorKind.USER, "asset-too-large", "The picture is larger than you may send.")
        : fault;
  }

  private Future<Asset> received(HttpServerRequest request, SeatClaim claim, AssetQuota quota) {
    return offLoop(() -> Files.createTempFile(Files.createDirectories(scratch), "asset", ".part"))
        .compose(
            file ->
                Upload.receive(vertx, request, file, quota.each().maxBytes())
                    .compose(done -> offLoop(() -> Files.size(file)))
                    .compose(size -> inTurn(claim, () -> keep(claim, file, size, quota)))
                    .eventually(() -> offLoop(() -> Files.deleteIfExists(file))));
  }

  /** The store never forgets, so that only what there is room for comes into it. */
  private Future<Asset> keep(SeatClaim claim, Path file, long size, AssetQuota quota) {
    return look(claim)
        .compose(
            root -> {
              quota.check(root, claim.participant(), size);
              return offLoop(() -> put(file, quota));
            })
        .compose(asset -> enter(claim, asset));
  }

  private Asset put(Path file, AssetQuota quota) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return assets.put(in, quota.each());
    }
  }

  private Future<Asset> inTurn(SeatClaim claim, Supplier<Future<Asset>> work) {
    synchronized (entering) {
      Future<?> before = entering.getOrDefault(claim.campaign(), Future.succeededFuture());
      Future<Asset> mine = before.transform(done -> work.get());
      entering.put(claim.campaign(), mine);
      mine.onComplete(
          done -> {
            synchronized (entering) {
              entering.remove(claim.campaign(), mine);
            }
          });
      return mine;
    }
  }

  /** Enters a picture that is in the store into the campaign. */
  private Future<Asset> enter(SeatClaim claim, Asset asset) {
    return look(claim)
        .compose(
            root -> {
              Pointer at = Pointer.of("assets", asset.id().sha256());
              Node known = root.at(at);
              if (known.at("by", claim.participant()).exists()) {
                return Future.succeededFuture(asset);
              }
              Instant now = now();
              Node back = known.at("back", claim.participant());
              Changes changes =
                  !known.exists()
                      ? Changes.none().set(at, CampaignAsset.brought(asset, now))
                      : back.exists() ? Changes.none().remove(back) : Changes.none();
              return amend(
                      claim,
                      "asset.add",
                      asset.id().sha256(),
                      changes.set(at.child("by").child(claim.participant()), now))
                  .map(asset);
            });
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private Future<?> amend(SeatClaim claim, String what, String asset, Changes changes) {
    Map<String, Object> about = Map.of("asset", asset, "by", claim.participant());
    return on(
        engine
            .open(claim.campaign())
            .thenCompose(campaign -> campaign.amend(what, about, changes))
            .thenApply(Receipt::orThrow));
  }

  private static Map<String, Object> plain(Asset asset) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("asset", asset.id().sha256());
    plain.put("type", asset.type().mediaType());
    plain.put("bytes", asset.bytes());
    plain.put("width", asset.width());
    plain.put("height", asset.height());
    return plain;
  }

  /** Those who run the game see all files of the campaign, others their own. */
  void list(RoutingContext context, SeatClaim claim) {
    look(claim)
        .map(
            root -> {
              boolean all = role(root, claim).runsGame();
              List<Map<String, Object>> lines = new ArrayList<>();
              Node known = root.at("assets");
              for (Node one : known.exists() ? known.children().toList() : List.<Node>of()) {
                if (all || one.at("by", claim.participant()).exists()) {
                  Map<String, Object> line = new LinkedHashMap<>();
                  line.put("asset", one.key());
                  line.put("type", "image/" + one.at("type").asText(""));
                  line.put("bytes", one.at("bytes").asLong(0));
                  line.put("width", one.at("width").asLong(0));
                  line.put("height", one.at("height").asLong(0));
                  lines.add(line);
                }
              }
              return lines;
            })
        .onSuccess(lines -> Answers.json(context, 200, Map.of("assets", lines)))
        .onFailure(fault -> Answers.failure(context, fault));
  }

  /**
   * The file stays, for history and for those who have it too. So what a player takes back goes on
   * counting as theirs, and only who runs the game makes room; else a player could fill the disk.
   */
  void remove(RoutingContext context, SeatClaim claim) {
    String name = String.valueOf(context.pathParam("asset"));
    look(claim)
        .compose(
            root -> {
              Node known = root.at("assets", name);
              boolean runs = role(root, claim).runsGame();
              if (!known.exists() || !(runs || known.at("by", claim.participant()).exists())) {
                throw new TablekeepException(
                    ErrorKind.USER, "no-such-asset", "There is no such picture.");
              }
              Pointer at = Pointer.of("assets", name);
              Changes changes =
                  runs
                      ? Changes.none().remove(known)
                      : Changes.none()
                          .remove(at.child("by").child(claim.participant()))
                          .set(at.child("back").child(claim.participant()), now());
              return amend(claim, "asset.remove", name, changes);
            })
        .onSuccess(done -> Answers.json(context, 200, Map.of("done", true)))
        .onFailure(fault -> Answers.failure(context, fault));
  }
}
