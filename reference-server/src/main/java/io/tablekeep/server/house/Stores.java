package io.tablekeep.server.house;

import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.StoreProvider;
import io.tablekeep.server.ServerConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens the store that a server is configured for, by the plugin that knows its scheme. */
final class Stores {
  private Stores() {}

  static CampaignStore open(ServerConfig config, PluginCatalog plugins) {
    int colon = config.store().indexOf(':');
    String scheme = config.store().substring(0, colon);
    String location = config.store().substring(colon + 1);
    for (StoreProvider provider : plugins.extensions(StoreProvider.class)) {
      if (provider.scheme().equals(scheme)) {
        int mark = location.indexOf('?');
        String path = mark < 0 ? location : location.substring(0, mark);
        String place = scheme.equals("sqlite") ? config.data().resolve(path).toString() : path;
        return provider.open(place, mark < 0 ? Map.of() : settings(location.substring(mark + 1)));
      }
    }
    throw new TablekeepException(
        ErrorKind.USER, "no-such-store", "No plugin offers a store \"" + scheme + ":\".");
  }

  /**
   * What stands behind the question mark of a store's location: name=value, joined by &. What is
   * none is not quoted: it may be the end of a password with a question mark in it.
   */
  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String each : text.split("&", -1)) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new TablekeepException(
            ErrorKind.USER,
            "bad-config",
            "A store's settings, behind the question mark, are name=value, joined by &.");
      }
      settings.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return settings;
  }
}
