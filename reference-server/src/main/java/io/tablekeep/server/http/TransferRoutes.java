package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.house.ArchiveReader;
import io.tablekeep.server.house.FileImports;
import io.tablekeep.server.house.House;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Files in and out: both go through a file of the data folder, never through memory. */
final class TransferRoutes {
  private static final long UPLOAD_BYTES = 512L << 20;

  /** Of those who run a game; a map with its picture has a tenth of that. */
  private static final long SEAT_BYTES = 128L << 20;

  private final Vertx vertx;
  private final House house;
  private final Reach reach;
  private final Access access;
  private final Readings readings = new Readings();

  TransferRoutes(Vertx vertx, House house, Reach reach, Access access) {
    this.vertx = vertx;
    this.house = house;
    this.reach = reach;
    this.access = access;
  }

  void mount(Router router) {
    router
        .get("/api/campaigns/:id/import")
        .handler(context -> access.hostOrSeat(context, this::readings));
    router
        .post("/api/campaigns/:id/import")
        .handler(context -> access.hostOrSeat(context, this::bringIn));
    router
        .post("/api/compendia/:id/import")
        .handler(context -> access.host(context, this::bringToShelf));
    router.get("/api/campaigns/:id/export").handler(context -> access.host(context, this::takeOut));
  }

  private <T> Future<T> offLoop(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }

  /** The host brings in anything; those who run a game what can be put into it. */
  private void bringIn(RoutingContext context, Caller caller) {
    context.request().pause();
    if (!DocumentId.isValid(context.pathParam("id"))) {
      Answers.error(context, 404, "no-such-campaign", "There is no campaign of that name.");
    } else if (caller instanceof Caller.Host) {
      receive(context, UPLOAD_BYTES, toCampaign(true));
    } else {
      reach.then(
          context,
          reach.running(caller, context.pathParam("id")),
          (to, role) -> receive(to, SEAT_BYTES, toCampaign(false)));
    }
  }

  /** How far files have been read that are being brought into a campaign. */
  private void readings(RoutingContext context, Caller caller) {
    String id = context.pathParam("id");
    if (caller instanceof Caller.Host) {
      Answers.json(context, 200, Map.of("reading", readings.of(id)));
    } else {
      reach.then(
          context,
          reach.running(caller, id),
          (to, role) -> Answers.json(to, 200, Map.of("reading", readings.of(id))));
    }
  }

  private void bringToShelf(RoutingContext context) {
    context.request().pause();
    receive(
        context,
        UPLOAD_BYTES,
        (file, name, format, id) ->
            new FileImports(house, reach.engine()).shelve(file, name, format, id));
  }

  /** What becomes of a file once it is here. */
  private interface Bringing {
    FileImports.Outcome bring(Path file, String name, Optional<String> format, String id)
        throws IOException;
  }

  private void receive(RoutingContext context, long most, Bringing bringing) {
    HttpServerRequest request = context.request();
    String id = context.pathParam("id");
    String length = request.getHeader("Content-Length");
    if (length != null && length.length() > 10) {
      Answers.error(context, 413, "body-too-large", "The file is too large.");
      return;
    }
    Optional<String> format = Optional.ofNullable(request.getParam("format"));
    String name = Optional.ofNullable(request.getParam("name")).orElse("upload");
    offLoop(this::scratch)
        .compose(
            file ->
                Upload.receive(vertx, request, file, most)
                    .compose(done -> offLoop(() -> bringing.bring(file, name, format, id)))
                    .eventually(() -> offLoop(() -> Files.deleteIfExists(file))))
        .onSuccess(outcome -> Answers.json(context, 200, outcome.json()))
        .onFailure(fault -> Answers.failure(context, fault));
  }

  private Bringing toCampaign(boolean archives) {
    return (file, name, format, id) -> run(file, name, format, id, archives);
  }

  private FileImports.Outcome run(
      Path file, String name, Optional<String> format, String id, boolean archives)
      throws IOException {
    if (!archives
        && (format.filter(FileImports.ARCHIVE::equals).isPresent()
            || ArchiveReader.isArchive(file))) {
      throw new TablekeepException(
          ErrorKind.USER, "forbidden", "Archives are brought in by the host.");
    }
    try (Readings.Reading reading = readings.begin(id, name)) {
      return new FileImports(house, reach.engine(), reading)
          .run(file, name, format, Optional.of(id));
    }
  }

  private Path scratch() throws IOException {
    Path folder = Files.createDirectories(house.data().resolve("tmp"));
    return Files.createTempFile(folder, "transfer", ".part");
  }

  private void takeOut(RoutingContext context) {
    String id = context.pathParam("id");
    offLoop(this::scratch)
        .compose(
            file ->
                offLoop(() -> write(id, file))
                    .compose(
                        done ->
                            context
                                .response()
                                .putHeader("Content-Type", "application/zip")
                                .putHeader(
                                    "Content-Disposition",
                                    "attachment; filename=\"" + id + ".tablekeep.zip\"")
                                .sendFile(file.toString()))
                    .eventually(() -> offLoop(() -> Files.deleteIfExists(file))))
        .onFailure(fault -> Answers.failure(context, fault));
  }

  private ObjectNode write(String id, Path file) throws IOException {
    if (!DocumentId.isValid(id)) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-campaign", "There is no campaign of that name.");
    }
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
      return Answers.JSON.valueToTree(house.archives().write(reach.engine().open(id).join(), to));
    }
  }
}
