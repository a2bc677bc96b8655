package io.tablekeep.contracts.asset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.asset.AssetUpload;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link AssetStore} promises. Its own test extends this class and says how the store is
 * opened and how a thing in it is damaged.
 */
public abstract class AssetStoreContract {
  /** What the assets of these tests keep within, unless a test says otherwise. */
  protected static final AssetLimits LIMITS = new AssetLimits(1 << 20, 1_000_000);

  private @Nullable AssetStore current;

  /** For subclasses. */
  protected AssetStoreContract() {}

  /**
   * Opens the store of this test; each test begins with an empty place, and opening again within
   * one test opens the same place. At least 4 MiB have room there.
   *
   * @return a store of the kind under test
   * @throws Exception fails the test
   */
  protected abstract AssetStore open() throws Exception;

  /**
   * Damages what is kept, as a failing disk would.
   *
   * @param id an asset that is in the store
   * @param bytes what is to stand there instead of its own
   * @throws Exception fails the test
   */
  protected abstract void damage(AssetId id, byte[] bytes) throws Exception;

  /**
   * The store of this test.
   *
   * @return the one opened last
   */
  protected final AssetStore store() {
    return Objects.requireNonNull(current);
  }

  @BeforeEach
  final void reopen() throws Exception {
    current = open();
  }

  @ParameterizedTest
  @CsvSource({"png, PNG", "jpg, JPEG", "gif, GIF"})
  void aPictureIsKeptUnderItsHashAndKnownByItsBytes(String format, AssetType type)
      throws Exception {
    byte[] bytes = Pictures.written(format, 70, 40);
    Asset asset = put(bytes);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertEquals(new Asset(new AssetId(hash), type, bytes.length, 70, 40), asset);
    assertEquals(Optional.of(asset), store().find(asset.id()));
    assertArrayEquals(bytes, read(asset.id()));
  }

  @Test
  void theSamePictureTwiceIsOneAsset() throws IOException {
    byte[] bytes = Pictures.written("png", 8, 8);
    assertEquals(put(bytes), put(bytes));
    assertEquals(1, list().size());
  }

  @Test
  void whatWasPutIsThereWhenTheStoreIsOpenedAgain() throws Exception {
    Asset asset = put(Pictures.written("png", 8, 8));
    reopen();
    assertEquals(Optional.of(asset), store().find(asset.id()));
    assertArrayEquals(Pictures.written("png", 8, 8), read(asset.id()));
  }

  @Test
  void aBatchEntersAsAWhole() throws IOException {
    try (AssetBatch batch = store().batch(LIMITS)) {
      Asset one = batch.put(new ByteArrayInputStream(Pictures.written("png", 8, 8)));
      Asset two = batch.put(new ByteArrayInputStream(Pictures.written("png", 9, 9)));
      assertEquals(List.of(one, two), batch.assets());
      assertEquals(List.of(), list());
      batch.commit();
      assertEquals(Stream.of(one.id(), two.id()).sorted().toList(), list());
    }
    assertEquals(2, list().size());
  }

  @Test
  void aBatchThatIsNotCommittedLeavesNothing() throws IOException {
    try (AssetBatch batch = store().batch(LIMITS)) {
      Asset asset = batch.put(new ByteArrayInputStream(Pictures.written("png", 8, 8)));
      assertEquals(Optional.empty(), store().find(asset.id()));
    }
    assertEquals(List.of(), list());
  }

  @Test
  void anUploadClosedBeforeItsEndLeavesNothing() throws IOException {
    try (AssetBatch batch = store().batch(LIMITS)) {
      AssetUpload upload = batch.begin();
      upload.write(Pictures.written("png", 8, 8));
      assertThrows(IllegalStateException.class, batch::begin, "one at a time");
      assertThrows(IllegalStateException.class, batch::commit);
      upload.close();
      batch.put(new ByteArrayInputStream(Pictures.written("png", 9, 9)));
      batch.commit();
    }
    assertEquals(1, list().size());
  }

  @Test
  void aPictureTooLargeIsRefusedBeforeItIsWhole() throws IOException {
    byte[] start = Pictures.written("png", 8, 8);
    try (AssetBatch batch = store().batch(new AssetLimits(1000, 1000));
        AssetUpload upload = batch.begin()) {
      upload.write(start);
      refused("asset-too-large", () -> upload.write(new byte[1000]));
    }
    assertEquals(List.of(), list());
  }

  @Test
  void aDamagedPictureIsNoticedAndPuttingItAgainIsTheCure() throws Exception {
    byte[] bytes = Pictures.written("png", 64, 64);
    Asset asset = put(bytes);
    byte[] flipped = bytes.clone();
    flipped[bytes.length / 2] ^= 4;
    for (byte[] damaged : List.of(flipped, Arrays.copyOf(bytes, bytes.length - 1))) {
      damage(asset.id(), damaged);
      refused("asset-damaged", () -> read(asset.id()));
    }
    put(bytes);
    assertArrayEquals(bytes, read(asset.id()));
  }

  @Test
  void severalThreadsPutAndReadAtOnce() throws Exception {
    List<Callable<byte[]>> tasks = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      byte[] bytes = Pictures.written("png", 5 + i / 3, 7);
      tasks.add(() -> read(put(bytes).id()));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<byte[]>> read = threads.invokeAll(tasks);
      for (int i = 0; i < read.size(); i++) {
        assertArrayEquals(Pictures.written("png", 5 + i / 3, 7), read.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(8, list().size());
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
  void bytesMayComeOneByOne() throws IOException {
    byte[] bytes = Pictures.written("gif", 5, 6);
    try (AssetBatch batch = store().batch(LIMITS);
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
  void aSmallFileOfManyPixelsIsRefused() throws IOException {
    byte[] png = Pictures.written("png", 8, 8);
    png[17] = 1; // 65,544 pixels wide.
    png[21] = 1;
    refused("asset-too-many-pixels", () -> put(png));
  }

  @Test
  void whatIsSkippedCountsForTheHash() throws IOException {
    byte[] bytes = Pictures.written("png", 64, 64);
    Asset asset = put(bytes);
    try (InputStream in = store().open(asset.id())) {
      assertEquals(20, in.skip(20));
      assertEquals(bytes[20] & 0xFF, in.read());
      assertArrayEquals(Arrays.copyOfRange(bytes, 21, bytes.length), in.readAllBytes());
      assertEquals(-1, in.read());
    }
  }

  @Test
  void anUnknownPictureIsRefused() throws IOException {
    AssetId id = new AssetId("0".repeat(64));
    assertEquals(Optional.empty(), store().find(id));
    refused("asset-unknown", () -> store().open(id));
    refused("asset-id", () -> new AssetId("../../../etc/passwd"));
    refused("asset-id", () -> new AssetId("A".repeat(64)));
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

  /**
   * Puts one asset.
   *
   * @param bytes the file
   * @return what is known of it
   * @throws IOException when the store fails
   */
  protected final Asset put(byte[] bytes) throws IOException {
    return store().put(new ByteArrayInputStream(bytes), LIMITS);
  }

  /**
   * Reads an asset to its end.
   *
   * @param id its name
   * @return its bytes
   * @throws IOException when the store fails
   */
  protected final byte[] read(AssetId id) throws IOException {
    try (InputStream in = store().open(id)) {
      return in.readAllBytes();
    }
  }

  /**
   * What the store lists.
   *
   * @return the names in its order
   * @throws IOException when the store fails
   */
  protected final List<AssetId> list() throws IOException {
    try (Stream<AssetId> ids = store().list()) {
      return ids.toList();
    }
  }

  /**
   * Expects a refusal.
   *
   * @param code its code
   * @param what must be refused
   */
  protected static void refused(String code, Executable what) {
    assertEquals(code, assertThrows(TablekeepException.class, what).code());
  }
}
