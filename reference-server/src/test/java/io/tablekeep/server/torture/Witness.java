package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Sees to it that a document changed by accepted actions alone. */
final class Witness {
  private final ServerProcess server;
  private final String campaign;
  private final int entries;
  private final String hash;

  Witness(ServerProcess server, String campaign) throws IOException, InterruptedException {
    this.server = server;
    this.campaign = campaign;
    byte[] archive = server.export(campaign);
    entries = Chronicle.journal(archive).size();
    hash = Chronicle.manifest(archive).path("sha256").asText();
  }

  /** Nothing at all has changed. */
  void unchanged() throws IOException, InterruptedException {
    only(Set.of());
    assertEquals(hash, server.hash(campaign), "the document of " + campaign + " has changed");
  }

  /** Whatever has changed was changed by one of these. */
  void only(Set<String> accepted) throws IOException, InterruptedException {
    byte[] archive = server.export(campaign);
    new Chronicle().read(archive, everything(archive));
    List<byte[]> journal = Chronicle.journal(archive);
    for (byte[] line : journal.subList(entries, journal.size())) {
      JsonNode entry = Json.parse(line);
      String id =
          Chronicle.id(
              entry.path("by").asText(), entry.path("device").asText(), entry.path("n").asLong());
      assertTrue(
          !entry.has("effects") || accepted.contains(id),
          () -> id + " was not accepted and has changed something: " + entry);
    }
  }

  /** Garbage keeps no order among its numbers. */
  private static Set<String> everything(byte[] archive) {
    Set<String> ids = new java.util.HashSet<>();
    for (byte[] line : Chronicle.journal(archive)) {
      JsonNode entry = Json.parse(line);
      ids.add(
          Chronicle.id(
              entry.path("by").asText(), entry.path("device").asText(), entry.path("n").asLong()));
    }
    return ids;
  }
}
