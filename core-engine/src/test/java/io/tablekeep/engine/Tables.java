package io.tablekeep.engine;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A small table to test at: a GM, two players, a hero with secrets, a hidden wolf. */
public final class Tables {
  private static final String DOCUMENT =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"The Long Night",%s"createdAt":"2026-01-01T00:00:00Z","settings":{}},
       "participants":{"gm":{"name":"Gina","role":"gm"},"ada":{"name":"Ada","role":"player"},
                       "ben":{"name":"Ben","role":"player"}},
       "actors":{"bram":{"name":"Bram","type":"character","owner":"ada","notes":"owes money",
                         "gmNotes":"is cursed"},
                 "wolf":{"name":"Wolf","type":"monster","hidden":true}},
       "maps":{"inn":{"name":"Inn","grid":{"wide":20,"high":20},
               "tokens":{"t1":{"actor":"bram","x":1,"y":1},
                         "t2":{"actor":"wolf","x":5,"y":5,"hidden":true}}}}}
      """;

  private Tables() {}

  /** The document, played by a game system; without rules when its id is empty. */
  public static byte[] document(String system) {
    String named = system.isEmpty() ? "" : "\"system\":\"" + system + "\",";
    return DOCUMENT.formatted(named).getBytes(StandardCharsets.UTF_8);
  }

  /** Waits, but not for ever. */
  public static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }
}
