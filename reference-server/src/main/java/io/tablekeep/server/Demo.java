package io.tablekeep.server;

import io.tablekeep.engine.Engine;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.server.http.Answers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * The campaigns a first run makes, so that there is something to try: an evening of D20, and a
 * small one of Duel, which shows each thing a table can do.
 */
public final class Demo {
  /** Its key. */
  public static final String ID = "demo";

  /** Key of the evening of D20. */
  public static final String EVENING = "ford";

  /** The compendium that is there with it. */
  private static final String COMPENDIUM = "lake";

  private Demo() {}

  /**
   * Makes all of them when the server has no campaign at all. Blocks.
   *
   * @param engine where to
   * @return the keys of those that it has, made now or before, the evening of D20 first
   * @throws IOException when the program's own resource cannot be read
   */
  public static List<String> ensureAll(Engine engine) throws IOException {
    boolean first = engine.campaigns().join().isEmpty();
    Optional<String> small = ensure(engine);
    if (first) {
      create(engine, EVENING, "evening.json");
    }
    boolean evening =
        engine.campaigns().join().stream().anyMatch(each -> each.id().equals(EVENING));
    return Stream.concat(evening ? Stream.of(EVENING) : Stream.empty(), small.stream()).toList();
  }

  private static void create(Engine engine, String id, String resource) throws IOException {
    try {
      engine.create(id, resource(resource)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TablekeepException known) {
        throw known;
      }
      throw e;
    }
  }

  /**
   * Makes the small campaign when the server has none at all. Blocks.
   *
   * @param engine where to
   * @return its key when the server has it, made now or before
   * @throws IOException when the program's own resource cannot be read
   */
  public static Optional<String> ensure(Engine engine) throws IOException {
    var campaigns = engine.campaigns().join();
    if (campaigns.stream().anyMatch(id -> id.id().equals(ID))) {
      return Optional.of(ID);
    }
    if (!campaigns.isEmpty()) {
      return Optional.empty();
    }
    try {
      DocumentId lake = new DocumentId(DocumentId.Kind.COMPENDIUM, COMPENDIUM);
      if (!engine.documents(DocumentId.Kind.COMPENDIUM).join().contains(lake)) {
        engine.create(lake, resource("compendium.json")).join();
      }
      engine.create(ID, resource("campaign.json")).join();
      return Optional.of(ID);
    } catch (CompletionException e) {
      if (e.getCause() instanceof TablekeepException known) {
        throw known;
      }
      throw e;
    }
  }

  /** Read and written once, so that the file may be laid out for people. */
  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Demo.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IOException("the program lacks its resource demo/" + name);
      }
      return Answers.JSON.readTree(in).toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
