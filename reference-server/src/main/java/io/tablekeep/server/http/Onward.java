package io.tablekeep.server.http;

import io.tablekeep.engine.cluster.ElsewhereException;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.cluster.Forwarding;
import io.tablekeep.server.door.Addresses;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests for what another node keeps: by the address as soon as they come, and by the failure
 * {@code elsewhere} those that do not name their document there. Thread-safe.
 */
final class Onward {
  private static final String KEY = Onward.class.getName();
  private static final String BODY = KEY + ".body";

  private final Addresses addresses;
  private volatile Optional<Forwarding> forwarding = Optional.empty();

  Onward(Addresses addresses) {
    this.addresses = addresses;
  }

  /** Passes requests on from now on. */
  void begin(Forwarding by) {
    forwarding = Optional.of(by);
  }

  void mount(Router router) {
    router.route().handler(this::enter);
    named(router, "/api/campaigns/:", "id", DocumentId.Kind.CAMPAIGN);
    named(router, "/api/compendia/:", "compendium", DocumentId.Kind.COMPENDIUM);
  }

  private void enter(RoutingContext context) {
    context.put(KEY, this);
    context.next();
  }

  private void named(Router router, String path, String name, DocumentId.Kind kind) {
    router.route(path + name).handler(context -> named(context, name, kind));
    router.route(path + name + "/*").handler(context -> named(context, name, kind));
  }

  private void named(RoutingContext context, String name, DocumentId.Kind kind) {
    Optional<Forwarding> by = forwarding;
    String id = context.pathParam(name);
    if (by.isEmpty() || !DocumentId.isValid(id) || addresses.isPassedOn(context.request())) {
      context.next();
      return;
    }
    DocumentId document = new DocumentId(kind, id);
    Future<Optional<String>> owner = by.get().owner(document);
    if (owner.isComplete() && owner.succeeded() && owner.result().isEmpty()) {
      context.next();
      return;
    }
    HttpServerRequest request = context.request();
    request.pause();
    owner.onComplete(
        found -> {
          if (found.failed()) {
            request.resume();
            Answers.failure(context, found.cause());
          } else if (found.result().isEmpty()) {
            request.resume();
            context.next();
          } else {
            pass(context, by.get(), found.result().get(), Optional.of(document), null);
          }
        });
  }

  /** Keeps what was read of a request that may have to be passed on. */
  static void read(RoutingContext context, Buffer body) {
    context.put(BODY, body);
  }

  /** Passes a request on whose document is another node's; false where that is no answer. */
  static boolean elsewhere(RoutingContext context, ElsewhereException fault) {
    Onward here = context.get(KEY);
    return here != null && here.take(context, fault.node());
  }

  private boolean take(RoutingContext context, String node) {
    HttpServerRequest request = context.request();
    if (addresses.isPassedOn(request)) {
      // The node that passed it on looks again.
      Answers.error(
          context, Addresses.MISDIRECTED, "elsewhere", "Another server keeps this document.");
      return true;
    }
    Optional<Forwarding> by = forwarding;
    Buffer body = context.get(BODY);
    boolean unread = body == null && request.isEnded() && Upload.declared(request) > 0;
    if (by.isEmpty() || unread) {
      return false;
    }
    pass(context, by.get(), node, Optional.empty(), body);
    return true;
  }

  private static void pass(
      RoutingContext context,
      Forwarding by,
      String node,
      Optional<DocumentId> id,
      @Nullable Buffer body) {
    by.forward(context.request(), node, id, body)
        .onFailure(
            fault -> {
              if (context.response().headWritten()) {
                // Half an answer is no answer; the client sees the connection end.
                context.request().connection().close();
              } else if (fault instanceof TablekeepException known) {
                Answers.error(context, 503, known.code(), String.valueOf(known.getMessage()));
              } else {
                Answers.error(
                    context,
                    503,
                    "node-unreachable",
                    "The server that keeps this does not answer; try again in a moment.");
              }
            });
  }
}
