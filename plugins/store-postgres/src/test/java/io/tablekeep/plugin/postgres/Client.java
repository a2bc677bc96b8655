package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;

/**
 * Short words for what the tests do with a store. Texts carry a checksum, as the engine's entries
 * do.
 */
final class Client {
  final CampaignStore store;
  final DocumentId id;
  Epoch epoch;

  Client(CampaignStore store, String name) {
    this.store = store;
    this.id = DocumentId.campaign(name);
    this.epoch = join(store.acquire(id, "test"));
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  CompletableFuture<Appended> send(long after, String... texts) {
    List<StoredEntry> entries = new ArrayList<>();
    long position = after;
    for (String text : texts) {
      entries.add(new StoredEntry(++position, seal(text)));
    }
    return store.append(id, epoch, after, entries).toCompletableFuture();
  }

  Appended append(long after, String... texts) {
    return join(send(after, texts));
  }

  Appended snapshot(long position, int size) {
    return join(
        store.putSnapshot(id, epoch, new StoredSnapshot(position, new byte[size], "zeros")));
  }

  /** All texts, page by page; throws what the store says when it cannot. */
  static List<String> texts(CampaignStore store, DocumentId id) {
    List<String> texts = new ArrayList<>();
    Page<StoredEntry> page;
    do {
      page = join(store.read(id, texts.size(), 500, 1 << 20));
      page.items().forEach(entry -> texts.add(unseal(entry.bytes())));
    } while (page.more());
    return texts;
  }

  List<String> texts() {
    return texts(store, id);
  }

  static byte[] seal(String text) {
    return String.format("{\"crc\":\"%08x\",\"text\":\"%s\"}", crc(text), text)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The text; "damaged" when the checksum does not fit, as the engine would notice. */
  static String unseal(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.UTF_8);
    int length = "{\"crc\":\"00000000\",\"text\":\"".length();
    if (all.length() > length + 1) {
      String text = all.substring(length, all.length() - 2);
      if (all.equals(new String(seal(text), StandardCharsets.UTF_8))) {
        return text;
      }
    }
    return "damaged";
  }

  private static int crc(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }
}
