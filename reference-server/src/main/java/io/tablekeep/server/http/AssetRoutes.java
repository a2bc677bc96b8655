package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.view.MapPicture;
import io.tablekeep.engine.view.Pictures;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.assets.TileStore;
import io.tablekeep.server.auth.SeatClaim;
import io.tablekeep.server.house.House;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Pictures over HTTP, for seats that may have them. */
final class AssetRoutes {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  private final Vertx vertx;
  private final Engine engine;
  private final FileAssetStore assets;
  private final AssetStore pictures;
  private final TileStore tiles;
  private final Access access;
  private final Sender sender;
  private final AssetDesk desk;

  AssetRoutes(
      Vertx vertx,
      Engine engine,
      House house,
      TileStore tiles,
      Access access,
      AssetDesk desk,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.engine = engine;
    assets = house.assets();
    pictures = house.pictures();
    this.tiles = tiles;
    this.access = access;
    this.desk = desk;
    sender = new Sender(meters);
  }

  void mount(Router router) {
    String all = "/api/campaigns/:id/assets";
    router.post(all).handler(context -> access.seat(context, desk::receive));
    router.get(all).handler(context -> access.seat(context, desk::list));
    router.delete(all + "/:asset").handler(context -> access.seat(context, desk::remove));
    String map = "/api/campaigns/:id/maps/:map/tiles";
    for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      router.route(method, all + "/:asset").handler(context -> access.seat(context, this::whole));
      router
          .route(method, map + "/:column/:row")
          .handler(context -> access.seat(context, this::tile));
    }
    router.get(map).handler(context -> access.seat(context, this::index));
  }

  private <T> Future<T> offLoop(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, vertx.getOrCreateContext());
  }

  /** The same bytes for what is not there and for what is not theirs. */
  private static void none(RoutingContext context) {
    Answers.error(context, 404, "no-such-asset", "There is no such picture.");
  }

  /** What fails because it is not there is no picture; the rest is said. */
  private static void failed(RoutingContext context, Throwable fault) {
    if (Answers.unwrap(fault) instanceof TablekeepException known && Answers.status(known) == 404) {
      none(context);
    } else {
      Answers.failure(context, fault);
    }
  }

  private Future<Pictures> pictures(SeatClaim claim) {
    return on(engine.pictures(claim.campaign(), claim.participant()));
  }

  private void whole(RoutingContext context, SeatClaim claim) {
    String name = String.valueOf(context.pathParam("asset"));
    if (!NAME.matcher(name).matches()) {
      none(context);
      return;
    }
    AssetId id = new AssetId(name);
    pictures(claim)
        .compose(
            mine -> offLoop(() -> mine.whole(id) ? pictures.find(id) : Optional.<Asset>empty()))
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    asset ->
                        sender.send(
                            context,
                            new Sender.Served(
                                assets.file(id), asset.bytes(), name, asset.type().mediaType())),
                    () -> none(context)))
        .onFailure(fault -> failed(context, fault));
  }

  private Future<Optional<MapPicture>> picture(RoutingContext context, SeatClaim claim) {
    String map = String.valueOf(context.pathParam("map"));
    Optional<String> layer = Optional.ofNullable(context.request().getParam("layer"));
    return pictures(claim).compose(mine -> offLoop(() -> mine.on(map, layer)));
  }

  private void tile(RoutingContext context, SeatClaim claim) {
    String column = String.valueOf(context.pathParam("column"));
    String row = String.valueOf(context.pathParam("row"));
    if (!NUMBER.matcher(column).matches() || !NUMBER.matcher(row).matches()) {
      none(context);
      return;
    }
    int x = Integer.parseInt(column);
    int y = Integer.parseInt(row);
    picture(context, claim)
        .compose(
            found ->
                found.isPresent() && found.get().tiles().may(x, y)
                    ? cut(found.get(), x, y)
                    : Future.succeededFuture(Optional.<Sender.Served>empty()))
        .onSuccess(
            served -> served.ifPresentOrElse(one -> sender.send(context, one), () -> none(context)))
        .onFailure(fault -> failed(context, fault));
  }

  private Future<Optional<Sender.Served>> cut(MapPicture map, int column, int row) {
    return offLoop(() -> pictures.find(map.asset()))
        .compose(
            asset ->
                asset.isEmpty()
                    ? Future.succeededFuture(Optional.<TileStore.Tile>empty())
                    : tiles.tile(assets.file(map.asset()), asset.get(), map, column, row))
        .map(
            tile ->
                tile.map(
                    one -> new Sender.Served(one.file(), one.bytes(), one.tag(), one.mediaType())));
  }

  /** Which tiles there are and which of them this seat may fetch. */
  private void index(RoutingContext context, SeatClaim claim) {
    picture(context, claim)
        .onSuccess(
            found -> {
              if (found.isEmpty()) {
                none(context);
                return;
              }
              MapPicture map = found.get();
              ObjectNode body = Answers.JSON.createObjectNode();
              body.put("asset", map.asset().sha256()).put("whole", map.tiles().all());
              body.put("columns", map.tiles().columns()).put("rows", map.tiles().rows());
              body.put("side", map.tiles().side());
              ArrayNode may = body.putArray("tiles");
              for (int row = 0; row < map.tiles().rows(); row++) {
                StringBuilder line = new StringBuilder();
                for (int column = 0; column < map.tiles().columns(); column++) {
                  line.append(map.tiles().may(column, row) ? '1' : '0');
                }
                may.add(line.toString());
              }
              Answers.json(context, 200, body);
            })
        .onFailure(fault -> failed(context, fault));
  }
}
