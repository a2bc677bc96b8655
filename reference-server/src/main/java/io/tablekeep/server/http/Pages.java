package io.tablekeep.server.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page and the client: every file of the resource folder {@code page} that a browser can use,
 * read once and kept. Nothing else can be asked for, as an address is looked up and never opened.
 */
final class Pages {
  private static final String FOLDER = "page/";

  /** Pictures come as blobs too, as fetching one takes a header that an img cannot send. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "ts", "text/plain; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webp", "image/webp",
          "woff2", "font/woff2");

  private static final Map<String, Held> FILES = read();

  private Pages() {}

  static void mount(Router router) {
    router.get("/page/*").handler(Pages::asked);
    router.get("/").handler(page("host.html"));
    router.get("/c/:id").handler(page("table.html"));
    router.get("/join").handler(page("join.html"));
    router.get("/cluster").handler(page("cluster.html"));
    router.get("/dice").handler(page("dice.html"));
    router.get("/favicon.ico").handler(page("icon.svg"));
  }

  private static void asked(RoutingContext context) {
    String path = context.normalizedPath();
    Held held = FILES.get(path.substring(Math.min(path.length(), FOLDER.length() + 1)));
    // Pages have addresses of their own, at which they know what to show.
    if (held == null || path.endsWith(".html")) {
      context.next();
    } else {
      answer(context, held);
    }
  }

  private static Handler<RoutingContext> page(String name) {
    Held held = FILES.get(name);
    if (held == null) {
      throw new IllegalStateException("the program lacks its resource page/" + name);
    }
    return context -> answer(context, held);
  }

  /** Sends a file, packed to who unpacks, or says that it is still the same. */
  static void answer(RoutingContext context, Held held) {
    boolean packs =
        held.packed().length() > 0
            && Packing.taken(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
    // Other bytes, another tag.
    String tag = packs ? held.tag().replaceFirst("\"$", "-gzip\"") : held.tag();
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, held.type())
            .putHeader("Content-Security-Policy", POLICY)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .putHeader(HttpHeaders.ETAG, tag);
    if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
    } else if (packs) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(held.packed());
    } else {
      response.end(held.bytes());
    }
  }

  private static Map<String, Held> read() {
    URL page = Pages.class.getResource("/" + FOLDER + "table.html");
    if (page == null) {
      throw new IllegalStateException("the program lacks its resource folder page");
    }
    try {
      if (page.openConnection() instanceof JarURLConnection jar) {
        try (FileSystem files = FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()))) {
          return below(files.getPath(FOLDER));
        }
      }
      Path folder = Path.of(page.toURI()).getParent();
      return folder == null ? Map.of() : below(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Held> below(Path folder) throws IOException {
    Map<String, byte[]> read = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        read.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    Map<String, Held> files = new TreeMap<>();
    read.forEach(
        (name, bytes) -> {
          Held held = Held.of(name, name.endsWith(".html") ? Modules.named(bytes, read) : bytes);
          if (held != null) {
            files.put(name, held.packs());
          }
        });
    return Map.copyOf(files);
  }

  /** A file as it is sent; packed, where that was made and is smaller. */
  record Held(String type, String tag, Buffer bytes, Buffer packed) {
    static @Nullable Held of(String name, byte[] bytes) {
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      return type == null
          ? null
          : new Held(type, '"' + hash(bytes) + '"', Buffer.buffer(bytes), Buffer.buffer());
    }

    /** The same, packed beforehand if that makes it smaller. */
    Held packs() {
      byte[] packed = Packing.gzip(bytes.getBytes());
      return packed.length < bytes.length()
          ? new Held(type, tag, bytes, Buffer.buffer(packed))
          : this;
    }

    private static String hash(byte[] bytes) {
      try {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
        return HexFormat.of().formatHex(sum, 0, 12);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
