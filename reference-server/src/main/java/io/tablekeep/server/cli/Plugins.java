package io.tablekeep.server.cli;

import io.tablekeep.engine.plugin.LoadedPlugin;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.store.StoreProvider;
import io.tablekeep.sdk.transfer.Importer;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.house.PluginFolders;
import io.tablekeep.server.house.PluginTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the plugins. */
@Command(
    name = "plugins",
    description = "Lists the plugins: those in use, and those refused with the cause.",
    subcommands = PluginsReload.class)
final class Plugins extends Work {
  @Mixin Settings settings = new Settings();

  @Override
  int work(Console console) {
    // What the log would say of refused plugins is the result here.
    ServerConfig config = settings.resolve(Map.of(), Map.of("log", "off"));
    try (PluginTime time = PluginTime.loading();
        PluginCatalog catalog = PluginFolders.open(config, time)) {
      List<Map<String, Object>> all = new ArrayList<>();
      for (LoadedPlugin plugin : catalog.plugins()) {
        all.add(describe(plugin));
        if (!json) {
          print(console, plugin);
        }
      }
      if (json) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("plugins", all);
        line.put("refused", catalog.refusals().size());
        console.json(line);
      }
      return catalog.refusals().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  private static void print(Console console, LoadedPlugin plugin) {
    String state = plugin.state().name().toLowerCase(Locale.ROOT);
    console.say(
        String.format(
            "%-9s %-20s %-12s %s",
            state, plugin.id(), plugin.version(), String.join(", ", offers(plugin))));
    plugin
        .refusal()
        .ifPresent(
            why ->
                console.say(
                    "          "
                        + why.code()
                        + ": "
                        + why.message()
                        + (why.cause().isEmpty() ? "" : " (" + why.cause() + ")")));
  }

  private static Map<String, Object> describe(LoadedPlugin plugin) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", plugin.id());
    one.put("version", plugin.version());
    one.put("state", plugin.state().name().toLowerCase(Locale.ROOT));
    one.put("file", plugin.file().toString());
    one.put("sha256", plugin.sha256());
    one.put("offers", offers(plugin));
    plugin
        .refusal()
        .ifPresent(
            why -> {
              one.put("code", why.code());
              one.put("message", why.message());
              one.put("cause", why.cause());
            });
    return one;
  }

  private static List<String> offers(LoadedPlugin plugin) {
    List<String> offers = new ArrayList<>();
    plugin.extensions(GameSystem.class).forEach(each -> offers.add("system " + each.id()));
    plugin.extensions(StoreProvider.class).forEach(each -> offers.add("store " + each.scheme()));
    plugin.extensions(Importer.class).forEach(each -> offers.add("importer " + each.id()));
    plugin
        .extensions(ConflictResolver.class)
        .forEach(each -> offers.add("resolver " + String.join(" ", new TreeSet<>(each.kinds()))));
    return offers;
  }
}
