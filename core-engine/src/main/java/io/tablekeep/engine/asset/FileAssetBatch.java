package io.tablekeep.engine.asset;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.asset.AssetUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finished uploads that wait for their names. */
final class FileAssetBatch implements AssetBatch {
  private static final int MAX_ASSETS = 10_000;

  private final FileAssetStore store;
  private final AssetLimits limits;
  private final List<Staged> staged = new ArrayList<>();
  private final List<Asset> put = new ArrayList<>();
  private @Nullable BatchFolder folder;
  private @Nullable FileAssetUpload open;

  private record Staged(Path file, Asset asset) {}

  FileAssetBatch(FileAssetStore store, AssetLimits limits) {
    this.store = store;
    this.limits = limits;
  }

  @Override
  public AssetUpload begin() throws IOException {
    if (open != null) {
      throw new IllegalStateException("finish or close the upload before the next one");
    }
    if (put.size() == MAX_ASSETS) {
      throw new IllegalStateException("more than " + MAX_ASSETS + " assets in one batch");
    }
    if (folder == null) {
      folder = BatchFolder.take(store.newFolder());
    }
    FileAssetUpload upload = new FileAssetUpload(this, store, limits, folder.newFile());
    open = upload;
    return upload;
  }

  /** The upload is over, with its asset or, when that is null, without. */
  void ended(Path file, @Nullable Asset asset) {
    open = null;
    if (asset != null) {
      staged.add(new Staged(file, asset));
      put.add(asset);
    }
  }

  @Override
  public List<Asset> assets() {
    return List.copyOf(put);
  }

  @Override
  public void commit() throws IOException {
    if (open != null) {
      throw new IllegalStateException("an upload is not finished");
    }
    while (!staged.isEmpty()) {
      Staged next = staged.get(0);
      long before = store.adopt(next.file(), next.asset().id());
      store.release(before);
      staged.remove(0);
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
    for (Staged one : staged) {
      Files.deleteIfExists(one.file());
      store.release(one.asset().bytes());
    }
    staged.clear();
    if (folder != null) {
      folder.close();
      folder = null;
    }
  }
}
