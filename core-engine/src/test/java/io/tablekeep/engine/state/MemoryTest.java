package io.tablekeep.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bars of a 4.65 MB campaign: at most 8 MB open, at most 1.5 MB at rest. */
class MemoryTest {
  private static final int BYTES = 4_650_000;
  private static final int COPIES = 6;

  private static long used() throws InterruptedException {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(20);
      Runtime runtime = Runtime.getRuntime();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }

  @Test
  void aLargeCampaignStaysWithinItsMemory() throws InterruptedException {
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      texts.add(Canonical.bytes(SampleCampaign.ofAbout(BYTES, 100 + i)));
      assertEquals(BYTES, texts.get(i).length, BYTES * 0.08);
    }
    long length = texts.stream().mapToLong(text -> text.length).sum();
    // Texts that all campaigns share are kept once, from the first time on.
    for (byte[] text : texts) {
      assertTrue(JsonReader.readObject(text, JsonReader.Limits.DOCUMENT, 1).size() > 0);
    }
    List<JsonObject> kept = new ArrayList<>(COPIES);
    long before = used();
    for (byte[] text : texts) {
      kept.add(JsonReader.readObject(text, JsonReader.Limits.DOCUMENT, 1));
    }
    double hot = (used() - before) / (double) length * BYTES / 1e6;
    long start = System.nanoTime();
    for (int i = 0; i < COPIES; i++) {
      kept.set(i, Packing.cold(kept.get(i), Packing.Policy.atRest()));
    }
    long millis = (System.nanoTime() - start) / 1_000_000 / COPIES;
    double cold = (used() - before) / (double) length * BYTES / 1e6;
    System.out.printf(
        "campaign of 4.65 MB: %.2f MB open, %.2f MB at rest, packed in %d ms%n", hot, cold, millis);
    assertTrue(hot < 8.0, hot + " MB open");
    assertTrue(cold < 1.5, cold + " MB at rest");
    for (int i = 0; i < COPIES; i++) {
      assertEquals(Canonical.hashOf(texts.get(i)), Canonical.hash(kept.get(i)));
    }
  }
}
