package io.tablekeep.server;

import io.tablekeep.engine.Engine;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.http.Answers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The campaign a first run makes, so that there is something to try. */
public final class Demo {
  /** Its key. */
  public static final String ID = "demo";

  private Demo() {}

  /**
   * Makes the campaign when the server has none at all. Blocks.
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
    try (InputStream in = Demo.class.getResourceAsStream("/demo/campaign.json")) {
      if (in == null) {
        throw new IOException("the program lacks its resource demo/campaign.json");
      }
      // Read and written once, so that the file may be laid out for people.
      byte[] json =
          Answers.JSON.readTree(in).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      engine.create(ID, json).join();
      return Optional.of(ID);
    } catch (CompletionException e) {
      if (e.getCause() instanceof TablekeepException known) {
        throw known;
      }
      throw e;
    }
  }
}
