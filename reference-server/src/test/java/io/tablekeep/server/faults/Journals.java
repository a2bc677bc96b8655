package io.tablekeep.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.ledgers.Written;
import io.tablekeep.server.torture.Json;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What stores have, as the checker takes it. */
final class Journals {
  /** Whose tokens are watched; tables have one for each. */
  static final List<String> SEATS = List.of("ana", "ben", "cleo", "dora");

  private static final Driver SQLITE = sqlite();

  private Journals() {}

  /** An entry: its place, who brought it, and its JSON. */
  record Line(long position, String writer, String body) {}

  /** The watched places: where each token stands. */
  static List<String> places() {
    List<String> places = new ArrayList<>();
    for (String seat : SEATS) {
      places.add("/maps/hall/tokens/of-" + seat + "/x");
      places.add("/maps/hall/tokens/of-" + seat + "/y");
    }
    return places;
  }

  /** What a view shows at the watched places. */
  static Map<String, String> seen(JsonNode view) {
    Map<String, String> seen = new HashMap<>();
    places().forEach(place -> seen.put(place, text(view.at(place))));
    return seen;
  }

  private static String text(JsonNode value) {
    return value.isNumber() ? Double.toString(value.doubleValue()) : value.asText("");
  }

  static List<Written> read(List<Line> lines) {
    return lines.stream().map(Journals::read).toList();
  }

  private static Written read(Line line) {
    JsonNode entry = Json.parse(line.body());
    String id =
        entry.has("device")
            ? entry.path("by").asText()
                + ' '
                + entry.path("device").asText()
                + ' '
                + entry.path("n").asLong()
            : "";
    JsonNode outcome = entry.path("outcome");
    return new Written(
        line.position(),
        entry.path("epoch").asLong(),
        line.writer(),
        id,
        entry.path("type").asText(),
        Json.canonicalText(entry.path("payload")),
        outcome.isObject() ? outcome.fieldNames().next() : outcome.asText(),
        values(entry.path("effects")));
  }

  private static Map<String, String> values(JsonNode effects) {
    Map<String, String> values = new HashMap<>();
    for (JsonNode effect : effects) {
      String put = effect.path("put").asText(effect.path("remove").asText());
      for (String place : places()) {
        if (place.equals(put)) {
          values.put(place, text(effect.path("value")));
        } else if (place.startsWith(put + '/')) {
          values.put(place, text(effect.path("value").at(place.substring(put.length()))));
        }
      }
    }
    return values;
  }

  /** What reads SQLite, as the plugin brings it: the program itself has none. */
  private static Driver sqlite() {
    URL plugin = Journals.class.getClassLoader().getResource("bundled-plugins/store-sqlite.jar");
    ClassLoader loader = new URLClassLoader(new URL[] {plugin});
    try {
      return Class.forName("org.sqlite.JDBC", true, loader)
          .asSubclass(Driver.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("SQLite", e);
    }
  }

  /** The journal of a campaign on a node's own disk; another process has the file open. */
  static List<Line> onDisk(Path data, String campaign) throws SQLException {
    String query = "SELECT position, body FROM journal WHERE document = ? ORDER BY position";
    String database = "jdbc:sqlite:" + data.resolve("tablekeep.db");
    try (Connection connection = SQLITE.connect(database, new Properties());
        var sql = connection.prepareStatement(query)) {
      sql.setString(1, "campaign/" + campaign);
      List<Line> lines = new ArrayList<>();
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) {
          String body = new String(rows.getBytes(2), StandardCharsets.UTF_8);
          long epoch = Json.parse(body).path("epoch").asLong();
          // A disk does not say who brought what; an epoch has one owner here.
          lines.add(new Line(rows.getLong(1), "of epoch " + epoch, body));
        }
      }
      return lines;
    }
  }
}
