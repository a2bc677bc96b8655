package io.tablekeep.server.house;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.StoredEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives. Blocks; memory holds one document and one page of entries. */
public final class ArchiveWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ASSET = Pattern.compile("[0-9a-f]{64}");
  private static final int PAGE = 1_000;
  private static final long PAGE_BYTES = 4L << 20;

  private final CampaignStore store;
  private final AssetStore assets;

  /**
   * Writes from a store.
   *
   * @param store has the journals
   * @param assets has the pictures
   */
  public ArchiveWriter(CampaignStore store, AssetStore assets) {
    this.store = store;
    this.assets = assets;
  }

  /**
   * Writes a campaign as it is now, while it may be played.
   *
   * @param campaign the campaign
   * @param to where to; not closed
   * @return the manifest
   * @throws IOException when a disk or the stream fails
   */
  public Archive write(Campaign campaign, OutputStream to) throws IOException {
    Campaign.State state = campaign.state().join();
    DocumentId id = campaign.id();
    Optional<DocumentInfo> info = store.describe(id).toCompletableFuture().join();
    boolean whole = info.isPresent() && info.get().first() == 1;
    List<String> have = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : named(state.canonical())) {
      (assets.find(new AssetId(name)).isPresent() ? have : missing).add(name);
    }
    Archive manifest =
        new Archive(
            Archive.FORMAT,
            Archive.VERSION,
            id.id(),
            state.version(),
            state.sha256(),
            whole,
            List.copyOf(have),
            List.copyOf(missing));
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(to, 64 << 10));
    put(zip, Archive.MANIFEST, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    put(zip, Archive.DOCUMENT, state.canonical());
    if (whole) {
      zip.putNextEntry(new ZipEntry(Archive.JOURNAL));
      journal(id, state.version(), zip);
      zip.closeEntry();
    }
    for (String name : have) {
      zip.putNextEntry(new ZipEntry(Archive.ASSETS + name));
      try (InputStream in = assets.open(new AssetId(name))) {
        in.transferTo(zip);
      }
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
    return manifest;
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private void journal(DocumentId id, long until, OutputStream to) throws IOException {
    long at = 0;
    while (at < until) {
      Page<StoredEntry> page = store.read(id, at, PAGE, PAGE_BYTES).toCompletableFuture().join();
      if (page.items().isEmpty()) {
        throw new IOException("the journal of " + id + " ends at entry " + at);
      }
      for (StoredEntry entry : page.items()) {
        if (entry.position() <= until) {
          to.write(entry.bytes());
          to.write('\n');
        }
        at = entry.position();
      }
    }
  }

  /** Every text in the document that could name a picture; what nobody has is not taken along. */
  private static Set<String> named(byte[] document) {
    Set<String> found = new TreeSet<>();
    List<Object> open = new ArrayList<>();
    open.add(JsonReader.readObject(document, JsonReader.Limits.DOCUMENT, 0));
    while (!open.isEmpty()) {
      Object value = open.remove(open.size() - 1);
      if (value instanceof JsonObject object) {
        // Keys too: the campaign's own list of its files is keyed by their names.
        object.forEach(
            (key, child) -> {
              open.add(key);
              open.add(child);
            });
      } else if (value instanceof JsonArray array) {
        for (int i = 0; i < array.size(); i++) {
          open.add(array.get(i));
        }
      } else if (value instanceof String text
          && text.length() == 64
          && ASSET.matcher(text).matches()) {
        found.add(text);
      }
    }
    return found;
  }
}
