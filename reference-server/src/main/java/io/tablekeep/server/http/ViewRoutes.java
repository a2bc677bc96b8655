package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Page;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.server.auth.SeatClaim;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A seat's view in parts over HTTP, as over its socket: what it sees first, a place, a page. */
final class ViewRoutes {
  /** Members of a page when nothing is said. */
  private static final int USUAL_PAGE = 50;

  private final Engine engine;
  private final Access access;
  private final Reach reach;

  ViewRoutes(Engine engine, Access access, Reach reach) {
    this.engine = engine;
    this.access = access;
    this.reach = reach;
  }

  void mount(Router router) {
    router.get("/api/campaigns/:id/view").handler(context -> access.seat(context, this::view));
  }

  private void view(RoutingContext context, SeatClaim claim) {
    String path = context.request().getParam("path");
    CompletableFuture<Campaign> campaign = open(claim.campaign());
    String who = claim.participant();
    if (path == null) {
      reach.then(
          context,
          campaign.thenCompose(found -> SeatGlance.first(found, who)),
          (to, welcome) -> Answers.bytes(to, 200, welcome.state()));
      return;
    }
    Pointer at = Pointer.parse(path);
    Optional<Page.Of> page = page(context.request(), at);
    if (page.isPresent()) {
      reach.then(
          context,
          campaign.thenCompose(found -> found.page(who, page.get())),
          (to, seen) -> Answers.buffer(to, 200, page(path, seen)));
    } else {
      reach.then(
          context,
          campaign.thenCompose(found -> found.look(who, at)),
          (to, seen) -> Answers.bytes(to, 200, seen.json()));
    }
  }

  private CompletableFuture<Campaign> open(String id) {
    return DocumentId.isValid(id)
        ? engine.open(id)
        : CompletableFuture.failedFuture(
            new TablekeepException(
                ErrorKind.USER, "no-such-campaign", "There is no campaign of that name."));
  }

  /** The page that is asked for; empty when it is the whole value. */
  private static Optional<Page.Of> page(HttpServerRequest request, Pointer at) {
    String after = request.getParam("after");
    String before = request.getParam("before");
    String limit = request.getParam("limit");
    if (after == null && before == null && limit == null) {
      return Optional.empty();
    }
    if (after != null && before != null) {
      throw bad("Either after or before, not both.", "/before");
    }
    int most = limit == null ? USUAL_PAGE : 0;
    if (limit != null && limit.matches("[0-9]{1,4}")) {
      most = Integer.parseInt(limit);
    }
    if (most < 1 || most > Page.MOST) {
      throw bad("A whole number from 1 to " + Page.MOST + " is needed.", "/limit");
    }
    String from = before != null ? before : after != null ? after : "";
    return Optional.of(new Page.Of(at, from, before != null, most));
  }

  private static TablekeepException bad(String message, String field) {
    return new TablekeepException(ErrorKind.USER, "bad-request", message, field);
  }

  private static Buffer page(String path, Page page) {
    ObjectNode head = Answers.JSON.createObjectNode().put("path", path);
    page.next().ifPresent(key -> head.put("next", key));
    String text = head.toString();
    return Buffer.buffer(text.length() + page.entities().length + 16)
        .appendString(text.substring(0, text.length() - 1))
        .appendString(",\"entities\":")
        .appendBytes(page.entities())
        .appendString("}");
  }
}
