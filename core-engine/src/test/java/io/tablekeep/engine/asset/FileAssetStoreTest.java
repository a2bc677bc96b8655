package io.tablekeep.engine.asset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.asset.AssetStoreContract;
import io.tablekeep.contracts.asset.Pictures;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.asset.AssetUpload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAssetStoreTest extends AssetStoreContract {
  @TempDir Path root;

  @Override
  protected AssetStore open() throws IOException {
    return FileAssetStore.open(root, 4 << 20);
  }

  @Override
  protected void damage(AssetId id, byte[] bytes) throws IOException {
    Files.write(file(id), bytes);
  }

  private FileAssetStore files() {
    return (FileAssetStore) store();
  }

  @Test
  void aPictureIsAPlainFileNamedByItsHash() throws IOException {
    byte[] bytes = Pictures.written("png", 70, 40);
    assertArrayEquals(bytes, Files.readAllBytes(file(put(bytes).id())));
    put(bytes);
    assertEquals(bytes.length, files().usedBytes());
  }

  @Test
  void whatIsNotCommittedLeavesNoFile() throws IOException {
    try (AssetBatch batch = store().batch(LIMITS)) {
      batch.put(new ByteArrayInputStream(Pictures.written("png", 8, 8)));
      try (AssetUpload upload = batch.begin()) {
        upload.write(Pictures.written("png", 9, 9));
      }
    }
    assertEquals(0, files().usedBytes());
    assertEquals(0, filesBelow(root));
  }

  @Test
  void whatDoesNotFitTheQuotaIsRefusedAndTheRoomIsFreeAgain() throws IOException {
    byte[] png = Pictures.written("png", 8, 8);
    FileAssetStore small = FileAssetStore.open(root.resolve("small"), png.length + 10);
    small.put(new ByteArrayInputStream(png), LIMITS);
    byte[] other = Pictures.written("png", 9, 9);
    refused("asset-store-full", () -> small.put(new ByteArrayInputStream(other), LIMITS));
    assertEquals(png.length, small.usedBytes());
  }

  @Test
  void damageOfAnyKindIsNoticedWhenItIsRead() throws IOException {
    byte[] bytes = Pictures.written("png", 64, 64);
    Asset asset = put(bytes);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 50; i++) {
      byte[] damaged =
          random.nextInt(3) == 0
              ? Arrays.copyOf(bytes, random.nextInt(bytes.length))
              : bytes.clone();
      if (damaged.length == bytes.length) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      damage(asset.id(), damaged);
      refused("asset-damaged", () -> read(asset.id()));
    }
    damage(asset.id(), new byte[0]);
    refused("asset-damaged", () -> store().find(asset.id()));
  }

  @Test
  void anotherStoreOnTheFolderSeesWhatIsThereAndLeavesOpenUploadsAlone() throws IOException {
    byte[] bytes = Pictures.written("png", 8, 8);
    put(bytes);
    Path left = Files.createDirectories(root.resolve("incoming/batch-left"));
    Files.writeString(left.resolve("0.part"), "left by a process that died");
    try (AssetBatch batch = store().batch(LIMITS)) {
      Asset asset = batch.put(new ByteArrayInputStream(Pictures.written("png", 9, 9)));
      FileAssetStore second = FileAssetStore.open(root, 4 << 20);
      assertEquals(bytes.length, second.usedBytes());
      assertFalse(Files.exists(left));
      batch.commit();
      assertTrue(second.find(asset.id()).isPresent());
    }
  }

  @Test
  void roomIsMetered() throws IOException {
    byte[] bytes = Pictures.written("png", 8, 8);
    put(bytes);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    files().bindTo(registry);
    assertEquals(bytes.length, registry.get("tablekeep.assets.bytes").gauge().value());
    assertEquals(4 << 20, registry.get("tablekeep.assets.quota.bytes").gauge().value());
  }

  private Path file(AssetId id) {
    return root.resolve(id.sha256().substring(0, 2))
        .resolve(id.sha256().substring(2, 4))
        .resolve(id.sha256());
  }

  private static long filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
