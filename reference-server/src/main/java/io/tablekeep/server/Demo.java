package io.tablekeep.server;

import io.tablekeep.engine.Engine;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.server.http.Answers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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

  /** What is said of a campaign that another node makes, or has made. */
  private static final Set<String> THERE = Set.of("campaign-exists", "elsewhere");

  private Demo() {}

  /**
   * Makes all of them when the server has no campaign at all. Blocks.
   *
   * @param engine where to
   * @return the keys of those that it has, made now or before, the evening of D20 first
   * @throws IOException when the program's own resource cannot be read
   * @throws StoreException when nothing can be written
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
    made(() -> engine.create(id, resource(resource)));
  }

  /** Does it, unless another node of the cluster has just done so. */
  private static void made(Callable<CompletableFuture<?>> work) throws IOException {
    try {
      work.call().join();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      if (cause instanceof StoreException unwritten) {
        throw unwritten;
      }
      if (!(cause instanceof TablekeepException known)) {
        throw new IllegalStateException("the demo could not be made", cause);
      }
      if (!THERE.contains(known.code())) {
        throw known;
      }
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
    DocumentId lake = new DocumentId(DocumentId.Kind.COMPENDIUM, COMPENDIUM);
    if (!engine.documents(DocumentId.Kind.COMPENDIUM).join().contains(lake)) {
      made(() -> engine.create(lake, resource("compendium.json")));
    }
    made(() -> engine.create(ID, resource("campaign.json")));
    return Optional.of(ID);
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
