package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Engine;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
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
import java.util.Optional;
import java.util.concurrent.Callable;

/** Files in and out: both go through a file of the data folder, never through memory. */
final class TransferRoutes {
  private static final long UPLOAD_BYTES = 512L << 20;

  private final Vertx vertx;
  private final House house;
  private final Engine engine;
  private final Access access;

  TransferRoutes(Vertx vertx, House house, Engine engine, Access access) {
    this.vertx = vertx;
    this.house = house;
    this.engine = engine;
    this.access = access;
  }

  void mount(Router router) {
    router
        .post("/api/campaigns/:id/import")
        .handler(context -> access.host(context, this::bringIn));
    router.get("/api/campaigns/:id/export").handler(context -> access.host(context, this::takeOut));
  }

  private <T> Future<T> offLoop(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }

  private void bringIn(RoutingContext context) {
    HttpServerRequest request = context.request();
    String id = context.pathParam("id");
    if (!DocumentId.isValid(id)) {
      Answers.error(context, 404, "no-such-campaign", "There is no campaign of that name.");
      return;
    }
    String length = request.getHeader("Content-Length");
    if (length != null && length.length() > 10) {
      Answers.error(context, 413, "body-too-large", "The file is too large.");
      return;
    }
    Optional<String> format = Optional.ofNullable(request.getParam("format"));
    String name = Optional.ofNullable(request.getParam("name")).orElse("upload");
    request.pause();
    offLoop(this::scratch)
        .compose(
            file ->
                Upload.receive(vertx, request, file, UPLOAD_BYTES)
                    .compose(
                        done -> offLoop(() -> imports().run(file, name, format, Optional.of(id))))
                    .eventually(() -> offLoop(() -> Files.deleteIfExists(file))))
        .onSuccess(outcome -> Answers.json(context, 200, outcome.json()))
        .onFailure(fault -> Answers.failure(context, fault));
  }

  private FileImports imports() {
    return new FileImports(house, engine);
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
      return Answers.JSON.valueToTree(house.archives().write(engine.open(id).join(), to));
    }
  }
}
