package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.state.Canonical;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A campaign's journal as its exports show it over time. Replays it with nothing of the engine's
 * own, and sees to it that no entry ever changes or goes, that no id stands in it twice, and that
 * each device's actions keep their order.
 */
final class Chronicle {
  private final List<Long> lines = new ArrayList<>();
  private final Map<String, Line> byId = new HashMap<>();
  private final Map<String, Long> newest = new HashMap<>();
  private final Facts facts = new Facts();
  private ObjectNode document = Json.object();

  /** One entry that somebody sent. */
  record Line(long version, String type, String payload, JsonNode outcome) {}

  static JsonNode manifest(byte[] archive) {
    return Json.parse(members(archive).get("manifest.json"));
  }

  static Map<String, byte[]> members(byte[] archive) {
    Map<String, byte[]> members = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        members.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return members;
  }

  /** The journal of an archive, entry by entry. */
  static List<byte[]> journal(byte[] archive) {
    byte[] all = members(archive).get("journal.jsonl");
    List<byte[]> entries = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        entries.add(Arrays.copyOfRange(all, from, i));
        from = i + 1;
      }
    }
    return entries;
  }

  static String id(String participant, String device, long n) {
    return participant + ' ' + device + ' ' + n;
  }

  long version() {
    return lines.size();
  }

  Facts facts() {
    return facts;
  }

  ObjectNode document() {
    return document;
  }

  /** What the journal says of an action; null when it has none of that id. */
  @org.jspecify.annotations.Nullable
  Line line(String id) {
    return byId.get(id);
  }

  /**
   * Reads an export and compares all it says.
   *
   * @param disordered ids that were sent again after a later one, and may stand behind it
   * @return hash of the document
   */
  String read(byte[] archive, Set<String> disordered) {
    JsonNode manifest = manifest(archive);
    List<byte[]> journal = journal(archive);
    assertTrue(manifest.path("journal").asBoolean(), "the journal is not whole");
    assertEquals(manifest.path("version").asLong(), journal.size(), "entries in the journal");
    assertTrue(journal.size() >= lines.size(), "the journal has become shorter");
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(lines.get(i), sum(journal.get(i)), "entry " + (i + 1) + " has changed");
    }
    for (byte[] line : journal.subList(lines.size(), journal.size())) {
      lines.add(sum(line));
      read(Json.parse(line), disordered);
    }
    byte[] canonical = members(archive).get("document.json");
    assertEquals(
        new String(Json.canonical(document), StandardCharsets.UTF_8),
        new String(canonical, StandardCharsets.UTF_8),
        "the document is not what its journal leads to");
    String hash = Canonical.hashOf(canonical);
    assertEquals(manifest.path("sha256").asText(), hash);
    return hash;
  }

  private void read(JsonNode entry, Set<String> disordered) {
    long version = entry.path("version").asLong();
    assertEquals(lines.size(), version, "versions have a gap");
    for (JsonNode effect : entry.path("effects")) {
      if (effect.has("put")) {
        String at = effect.path("put").asText();
        document = Json.put(document, at, effect.get("value").deepCopy());
        facts.add(at, effect.get("value"));
      } else {
        assertTrue(effect.has("remove"), () -> "an unknown effect: " + effect);
        Json.drop(document, effect.path("remove").asText());
      }
    }
    for (JsonNode end : entry.path("settled")) {
      settle(end);
    }
    if (!entry.has("device")) {
      return;
    }
    String device = entry.path("by").asText() + ' ' + entry.path("device").asText();
    long n = entry.path("n").asLong();
    String id = device + ' ' + n;
    Line line =
        new Line(
            version,
            entry.path("type").asText(),
            Json.canonicalText(entry.path("payload")),
            entry.path("outcome"));
    Line before = byId.put(id, line);
    assertTrue(
        before == null, () -> "the journal has " + id + " twice: " + before + " and " + line);
    long last = newest.merge(device, n, Math::max);
    assertTrue(
        last == n || disordered.contains(id),
        () -> id + " at " + version + " stands behind " + last);
  }

  /** What waited has its outcome in a later entry, once. */
  private void settle(JsonNode end) {
    String id = id(end.path("by").asText(), end.path("device").asText(), end.path("n").asLong());
    Line line = byId.get(id);
    if (line != null) {
      assertTrue(line.outcome().has("pending"), () -> id + " comes to an end twice: " + end);
      byId.put(id, new Line(line.version(), line.type(), line.payload(), end.path("outcome")));
    }
  }

  private static long sum(byte[] line) {
    CRC32C crc = new CRC32C();
    crc.update(line, 0, line.length);
    return (long) line.length << 32 | crc.getValue();
  }
}
