package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.house.House;
import io.tablekeep.server.house.PageFiles;
import io.tablekeep.server.http.Pages.Held;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * What plugins of game systems bring for the page, at {@code /page/systems/{system}/…}: the types
 * of files that the page itself has, under its policy, looked up and never opened. An address may
 * name the files by their tag ({@code ~…} as the first part); then it ends with them, so that a
 * page never mixes those of two versions of a plugin. Safe for all loops.
 */
final class SystemPages {
  private static final String ROOT = "/page/systems/";

  private final House house;
  private volatile Map<String, Held> files = Map.of();
  private volatile Map<String, String> tags = Map.of();

  SystemPages(House house) {
    this.house = house;
  }

  /** Takes what the plugins bring now. Reads files; not on an event loop. */
  void read() {
    Map<String, Held> all = new HashMap<>();
    Map<String, String> named = new HashMap<>();
    house
        .pages()
        .forEach(
            (system, page) -> {
              named.put(system, page.tag());
              page.files().forEach((name, bytes) -> put(all, system, page, name, bytes));
            });
    tags = Map.copyOf(named);
    files = Map.copyOf(all);
  }

  private static void put(
      Map<String, Held> all, String system, PageFiles page, String name, byte[] bytes) {
    Held held = Held.of(name, bytes);
    if (held != null && !name.endsWith(".html")) {
      Held packed = held.packs();
      all.put(ROOT + system + '/' + name, packed);
      all.put(ROOT + system + "/~" + page.tag() + '/' + name, packed);
    }
  }

  void mount(Router router) {
    router.get(ROOT + "*").handler(this::asked);
  }

  private void asked(RoutingContext context) {
    Held held = files.get(context.normalizedPath());
    if (held == null) {
      context.next();
    } else {
      Pages.answer(context, held);
    }
  }

  /** Says where the sheet of a system is, if it brings one. */
  void tell(String system, ObjectNode about) {
    String from = ROOT + system + "/~" + tags.getOrDefault(system, "") + '/';
    if (files.containsKey(from + "sheet.js")) {
      ObjectNode sheet = about.putObject("sheet").put("script", from + "sheet.js");
      if (files.containsKey(from + "sheet.css")) {
        sheet.put("style", from + "sheet.css");
      }
    }
  }
}
