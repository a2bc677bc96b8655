package io.tablekeep.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page's few files, kept in memory. Nothing outside this list can be asked for. */
final class Pages {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Map<String, String> TYPES =
      Map.of(
          "table.html", "text/html; charset=utf-8",
          "host.html", "text/html; charset=utf-8",
          "style.css", "text/css; charset=utf-8",
          "table.js", "text/javascript; charset=utf-8",
          "host.js", "text/javascript; charset=utf-8",
          "socket.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private Pages() {}

  static void mount(Router router) {
    TYPES.keySet().stream()
        .filter(name -> !name.endsWith(".html"))
        .forEach(name -> router.get("/page/" + name).handler(file(name)));
    router.get("/").handler(file("host.html"));
    router.get("/c/:id").handler(file("table.html"));
    router.get("/favicon.ico").handler(file("icon.svg"));
  }

  private static io.vertx.core.Handler<RoutingContext> file(String name) {
    Buffer bytes = Buffer.buffer(read(name));
    String type = TYPES.getOrDefault(name, "application/octet-stream");
    return context ->
        context
            .response()
            .putHeader("Content-Type", type)
            .putHeader("Content-Security-Policy", POLICY)
            .putHeader("Cache-Control", "no-cache")
            .end(bytes);
  }

  private static byte[] read(String name) {
    try (InputStream in = Pages.class.getResourceAsStream("/page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource page/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
