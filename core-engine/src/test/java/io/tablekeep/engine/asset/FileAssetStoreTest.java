package io.tablekeep.engine.asset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.asset.AssetUpload;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileAssetStoreTest {
  private static final AssetLimits LIMITS = new AssetLimits(1 << 20, 1_000_000);

  @TempDir Path root;

  private FileAssetStore store;

  @BeforeEach
  void open() throws IOException {
    store = FileAssetStore.open(root, 4 << 20);
  }

  @ParameterizedTest
  @CsvSource({"png, PNG", "jpg, JPEG", "gif, GIF"})
  void aPictureIsKeptUnderItsHashAndKnownByItsBytes(String format, AssetType type)
      throws Exception {
    byte[] bytes = Pictures.written(format, 70, 40);
    Asset asset = put(bytes);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertEquals(new Asset(new AssetId(hash), type, bytes.length, 70, 40), asset);
    assertEquals(Optional.of(asset), store.find(asset.id()));
    assertArrayEquals(bytes, read(asset.id()));
    Path file = root.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash);
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VP8X", "VP8L", "VP8 "})
  void aWebpIsMeasuredWhateverItsKind(String kind) throws IOException {
    Asset asset = put(Pictures.webp(kind));
    assertEquals(AssetType.WEBP, asset.type());
    assertEquals(320, asset.width());
    assertEquals(200, asset.height());
  }

  @Test
  void aJpegWithMuchBeforeItsSizeIsMeasured() throws IOException {
    byte[] jpeg = Pictures.written("jpg", 33, 44);
    byte[] comment = new byte[60_000];
    comment[0] = (byte) 0xFF;
    comment[1] = (byte) 0xFE;
    comment[2] = (byte) ((comment.length - 2) >> 8);
    comment[3] = (byte) (comment.length - 2);
    byte[] longer = new byte[jpeg.length + 2 * comment.length];
    System.arraycopy(jpeg, 0, longer, 0, 2);
    System.arraycopy(comment, 0, longer, 2, comment.length);
    System.arraycopy(comment, 0, longer, 2 + comment.length, comment.length);
    System.arraycopy(jpeg, 2, longer, 2 + 2 * comment.length, jpeg.length - 2);
    assertEquals(33, put(longer).width());
  }

  @Test
  void theSamePictureTwiceIsOneFile() throws IOException {
    byte[] bytes = Pictures.written("png", 8, 8);
    assertEquals(put(bytes), put(bytes));
    assertEquals(bytes.length, store.usedBytes());
    assertEquals(1, list().size());
  }

  @Test
  void aBatchThatIsNotCommittedLeavesNothing() throws IOException {
    try (AssetBatch batch = store.batch(LIMITS)) {
      Asset asset = batch.put(new ByteArrayInputStream(Pictures.written("png", 8, 8)));
      assertEquals(List.of(asset), batch.assets());
      assertEquals(Optional.empty(), store.find(asset.id()));
    }
    assertEquals(List.of(), list());
    assertEquals(0, store.usedBytes());
    assertEquals(0, filesBelow(root));
  }

  @Test
  void anUploadClosedBeforeItsEndLeavesNothing() throws IOException {
    try (AssetBatch batch = store.batch(LIMITS)) {
      AssetUpload upload = batch.begin();
      upload.write(Pictures.written("png", 8, 8));
      assertThrows(IllegalStateException.class, batch::begin, "one at a time");
      assertThrows(IllegalStateException.class, batch::commit);
      upload.close();
      batch.put(new ByteArrayInputStream(Pictures.written("png", 9, 9)));
      batch.commit();
    }
    assertEquals(1, list().size());
    assertEquals(1, filesBelow(root));
  }

  @Test
  void bytesMayComeOneByOne() throws IOException {
    byte[] bytes = Pictures.written("gif", 5, 6);
    try (AssetBatch batch = store.batch(LIMITS);
        AssetUpload upload = batch.begin()) {
      for (byte b : bytes) {
        upload.write(b);
      }
      assertEquals(5, upload.finish().width());
      batch.commit();
    }
  }

  @Test
  void whatIsNoPictureIsRefused() {
    refused("asset-not-a-picture", () -> put(new byte[0]));
    refused("asset-not-a-picture", () -> put("GIF".getBytes(StandardCharsets.UTF_8)));
    refused(
        "asset-not-a-picture", () -> put("hello, this is text".getBytes(StandardCharsets.UTF_8)));
    refused("asset-not-a-picture", () -> put(Arrays.copyOf(Pictures.written("png", 8, 8), 14)));
    refused("asset-not-a-picture", () -> put(Arrays.copyOf(Pictures.written("jpg", 8, 8), 50)));
    for (String svg :
        new String[] {
          "<svg xmlns='x'/>    ", "  <?xml version='1.0'?><svg/>", "\ufeff<SVG      />"
        }) {
      refused("asset-svg", () -> put(svg.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aPictureOfNoSizeIsRefused() throws IOException {
    byte[] png = Pictures.written("png", 8, 8);
    Arrays.fill(png, 16, 20, (byte) 0);
    refused("asset-not-a-picture", () -> put(png));
    Arrays.fill(png, 16, 20, (byte) 0xFF);
    refused("asset-not-a-picture", () -> put(png));
  }

  @Test
  void aPictureTooLargeIsRefusedBeforeItIsWhole() throws IOException {
    byte[] start = Pictures.written("png", 8, 8);
    try (AssetBatch batch = store.batch(new AssetLimits(1000, 1000));
        AssetUpload upload = batch.begin()) {
      upload.write(start);
      refused("asset-too-large", () -> upload.write(new byte[1000]));
    }
    assertEquals(0, store.usedBytes());
  }

  @Test
  void aSmallFileOfManyPixelsIsRefused() throws IOException {
    byte[] png = Pictures.written("png", 8, 8);
    png[17] = 1; // 65,544 pixels wide.
    png[21] = 1;
    refused("asset-too-many-pixels", () -> put(png));
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
  void aDamagedPictureIsNoticedWhenItIsRead() throws IOException {
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
      Files.write(file(asset.id()), damaged);
      refused("asset-damaged", () -> read(asset.id()));
    }
    Files.write(file(asset.id()), new byte[0]);
    refused("asset-damaged", () -> store.find(asset.id()));
    put(bytes);
    assertArrayEquals(bytes, read(asset.id()), "putting it again is the cure");
  }

  @Test
  void whatIsSkippedCountsForTheHash() throws IOException {
    byte[] bytes = Pictures.written("png", 64, 64);
    Asset asset = put(bytes);
    try (InputStream in = store.open(asset.id())) {
      assertEquals(20, in.skip(20));
      assertEquals(bytes[20] & 0xFF, in.read());
      assertArrayEquals(Arrays.copyOfRange(bytes, 21, bytes.length), in.readAllBytes());
      assertEquals(-1, in.read());
    }
  }

  @Test
  void anUnknownPictureIsRefused() throws IOException {
    AssetId id = new AssetId("0".repeat(64));
    assertEquals(Optional.empty(), store.find(id));
    refused("asset-unknown", () -> store.open(id));
    refused("asset-id", () -> new AssetId("../../../etc/passwd"));
    refused("asset-id", () -> new AssetId("A".repeat(64)));
  }

  @Test
  void anotherStoreOnTheFolderSeesWhatIsThereAndLeavesOpenUploadsAlone() throws IOException {
    byte[] bytes = Pictures.written("png", 8, 8);
    put(bytes);
    Path left = Files.createDirectories(root.resolve("incoming/batch-left"));
    Files.writeString(left.resolve("0.part"), "left by a process that died");
    try (AssetBatch batch = store.batch(LIMITS)) {
      Asset asset = batch.put(new ByteArrayInputStream(Pictures.written("png", 9, 9)));
      FileAssetStore second = FileAssetStore.open(root, 4 << 20);
      assertEquals(bytes.length, second.usedBytes());
      assertFalse(Files.exists(left));
      batch.commit();
      assertTrue(second.find(asset.id()).isPresent());
    }
  }

  @Test
  void assetsAreListedInOrder() throws IOException {
    for (int i = 1; i < 20; i++) {
      put(Pictures.written("png", i, 1));
    }
    List<AssetId> ids = list();
    assertEquals(19, ids.size());
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @Test
  void roomIsMetered() throws IOException {
    byte[] bytes = Pictures.written("png", 8, 8);
    put(bytes);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    store.bindTo(registry);
    assertEquals(bytes.length, registry.get("tablekeep.assets.bytes").gauge().value());
    assertEquals(4 << 20, registry.get("tablekeep.assets.quota.bytes").gauge().value());
  }

  private Asset put(byte[] bytes) throws IOException {
    return store.put(new ByteArrayInputStream(bytes), LIMITS);
  }

  private byte[] read(AssetId id) throws IOException {
    try (InputStream in = store.open(id)) {
      return in.readAllBytes();
    }
  }

  private List<AssetId> list() throws IOException {
    try (Stream<AssetId> ids = store.list()) {
      return ids.toList();
    }
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

  private static void refused(String code, Executable what) {
    assertEquals(code, assertThrows(TablekeepException.class, what).code());
  }
}
