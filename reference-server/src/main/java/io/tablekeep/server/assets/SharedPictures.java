package io.tablekeep.server.assets;

import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.asset.AssetUpload;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The pictures of a cluster: what was put is at another node too before it counts as put, and what
 * is not here is brought from where it is. Every method may block, but on no event loop.
 */
public final class SharedPictures implements AssetStore {
  private static final long PATIENCE_SECONDS = 60;

  private final FileAssetStore own;
  private final Peers peers;

  /**
   * The pictures of all nodes.
   *
   * @param own those of this node
   * @param peers brings those of the others
   */
  public SharedPictures(FileAssetStore own, Peers peers) {
    this.own = own;
    this.peers = peers;
  }

  private static boolean await(CompletableFuture<Boolean> stage) {
    try {
      return stage.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late();
    } catch (TimeoutException e) {
      throw late();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TablekeepException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static TablekeepException late() {
    return new TablekeepException(
        ErrorKind.RESOURCE,
        "pictures-unavailable",
        "The servers that have pictures are not reached at present. Try again in a moment.");
  }

  @Override
  public AssetBatch batch(AssetLimits limits) throws IOException {
    AssetBatch inner = own.batch(limits);
    return new AssetBatch() {
      @Override
      public AssetUpload begin() throws IOException {
        return inner.begin();
      }

      @Override
      public List<Asset> assets() {
        return inner.assets();
      }

      @Override
      public void commit() throws IOException {
        List<Asset> made = List.copyOf(inner.assets());
        inner.commit();
        for (Asset each : made) {
          if (!await(peers.share(each.id()))) {
            throw late();
          }
        }
      }

      @Override
      public void close() throws IOException {
        inner.close();
      }
    };
  }

  @Override
  public Optional<Asset> find(AssetId id) throws IOException {
    Optional<Asset> here = own.find(id);
    return here.isPresent() || !await(peers.fetch(id)) ? here : own.find(id);
  }

  @Override
  public InputStream open(AssetId id) throws IOException {
    if (own.find(id).isEmpty()) {
      boolean unused = await(peers.fetch(id)); // when nobody has it, the next line says so
    }
    return own.open(id);
  }

  /** Those that are at this node. */
  @Override
  public Stream<AssetId> list() throws IOException {
    return own.list();
  }
}
