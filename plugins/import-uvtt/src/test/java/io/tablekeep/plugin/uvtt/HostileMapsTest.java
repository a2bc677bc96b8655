package io.tablekeep.plugin.uvtt;

import static io.tablekeep.plugin.uvtt.UvttFixture.map;
import static io.tablekeep.plugin.uvtt.UvttFixture.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tablekeep.contracts.Seed;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetSink;
import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.asset.AssetUpload;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.ImportSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that want to do harm, or are broken: a sentence with a code, and nothing left behind. */
class HostileMapsTest {
  @TempDir Path folder;

  private UvttFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new UvttFixture(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "line_of_sight": 5                                    | uvtt-wrong-type | /line_of_sight
          "line_of_sight": [5]                                  | uvtt-wrong-type | /line_of_sight/0
          "line_of_sight": [[5]]                                | uvtt-wrong-type | /line_of_sight/0/0
          "line_of_sight": [[null]]                             | uvtt-wrong-type | /line_of_sight/0/0
          "line_of_sight": [[{"x": 1}]]                         | uvtt-place      | /line_of_sight/0/0
          "line_of_sight": [[{"x": 1, "y": "1"}]]               | uvtt-wrong-type | /line_of_sight/0/0/y
          "line_of_sight": [[{"x": 1, "y": 1e999}]]             | uvtt-number     | /line_of_sight/0/0/y
          "line_of_sight": [[{"x": 1, "y": -100001}]]           | uvtt-place      | /line_of_sight/0/0
          "portals": [[]]                                       | uvtt-wrong-type | /portals/0
          "portals": [{"closed": "yes"}]                        | uvtt-wrong-type | /portals/0/closed
          "portals": [{"bounds": {}}]                           | uvtt-wrong-type | /portals/0/bounds
          "lights": {"a": 1}                                    | uvtt-wrong-type | /lights
          "lights": [{"color": 255}]                            | uvtt-wrong-type | /lights/0/color
          "environment": {"baked_lighting": 1}                  | uvtt-wrong-type | /environment/baked_lighting
          "image": {}                                           | uvtt-wrong-type | /image
          "image": "data:image/png;base64,AAAA"                 | uvtt-bad-picture | /image
          "image": "AA=A"                                       | uvtt-bad-picture | /image
          "image": "aGVsbG8sIHRoaXMgaXMgdGV4dA=="               | asset-not-a-picture | /image
          "image": "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcnLz4=" | asset-svg     | /image
          "resolution": {}                                      | uvtt-not-json   | ''
          """)
  void aPartThatIsNotWhatItShouldBe(String part, String code, String at) {
    refused(map(part), code, at);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                     | uvtt-wrong-type | ''
          null                                                   | uvtt-wrong-type | ''
          []                                                     | uvtt-wrong-type | ''
          "map"                                                  | uvtt-wrong-type | ''
          {                                                      | uvtt-not-json   | ''
          {"resolution" 5}                                       | uvtt-not-json   | ''
          {}                                                     | uvtt-no-size    | /resolution
          {"resolution": {"map_size": null}}                     | uvtt-wrong-type | /resolution/map_size
          {"resolution": {"map_size": {"x": 0, "y": 5}}}         | uvtt-range      | /resolution/map_size/x
          {"resolution": {"map_size": {"x": 5, "y": 10001}}}     | uvtt-range      | /resolution/map_size/y
          {"resolution": {"map_size": {"x": 5, "y": 5}, "pixels_per_grid": -64}} | uvtt-range | /resolution/pixels_per_grid
          {"resolution": {"map_size": {"x": 5, "y": 5}}} {}      | uvtt-not-json   | ''
          {"resolution": {"map_size": {"x": 5, "y": 5}}} x       | uvtt-not-json   | ''
          """)
  void aFileThatIsNoMap(String json, String code, String at) {
    refused(json, code, at);
  }

  @Test
  void nestingWithoutEnd() {
    refused(map("\"a\": " + "[".repeat(100_000)), "uvtt-limit", "");
    refused("{\"a\":".repeat(100_000), "uvtt-limit", "");
  }

  @Test
  void aTextWithoutEnd() {
    refused(map("\"a\": \"" + "x".repeat(2 << 20) + "\""), "uvtt-limit", "");
    refused(map("\"" + "k".repeat(100_000) + "\": 1"), "uvtt-limit", "");
    refused(map("\"lights\": [{\"range\": " + "9".repeat(5000) + "}]"), "uvtt-limit", "");
  }

  @Test
  void cornersWithoutEnd() {
    String corners = "{\"x\":1,\"y\":1},".repeat(100_000) + "{\"x\":1,\"y\":1}";
    refused(
        map("\"line_of_sight\": [[" + corners + "]]"), "uvtt-too-many", "/line_of_sight/0/99999");
    refused(
        map("\"line_of_sight\": [" + "[],".repeat(100_000) + "[]]"),
        "uvtt-too-many",
        "/line_of_sight/100000");
  }

  @Test
  void aSmallPictureOfManyPixels() {
    byte[] png = UvttFixture.png(8, 8);
    png[17] = 1;
    png[21] = 1;
    String image = Base64.getEncoder().encodeToString(png);
    refused(map("\"image\": \"" + image + "\""), "asset-too-many-pixels", "/image");
  }

  @Test
  void aPictureTooLarge() {
    byte[] large = Arrays.copyOf(UvttFixture.png(8, 8), (32 << 20) + 1);
    String image = Base64.getEncoder().encodeToString(large);
    refused(map("\"image\": \"" + image + "\""), "asset-too-large", "/image");
  }

  @Test
  void twoPictures() {
    String image = "\"image\": \"" + UvttFixture.PICTURE + "\"";
    refused(map(image + ", " + image), "uvtt-not-json", "");
  }

  @Test
  void aFileCutShortAnywhere() {
    byte[] whole =
        utf8(
            map(
                "\"lights\": [{\"position\": {\"x\": 1, \"y\": 1}}], \"image\": \""
                    + UvttFixture.PICTURE
                    + "\""));
    for (int length = 0; length < whole.length - 2; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      TablekeepException e =
          assertThrows(
              TablekeepException.class,
              () -> fixture.read(part, ImportLimits.defaults()),
              "cut at " + length);
      assertEquals(ErrorKind.USER, e.kind(), e::toString);
    }
    assertEquals(0, fixture.store.usedBytes());
  }

  @Test
  void aFileWithAnythingFlippedIsReadOrRefused() throws IOException {
    SplittableRandom random = Seed.random("aFileWithAnythingFlippedIsReadOrRefused");
    byte[] whole =
        utf8(
            map(
                """
                "portals": [{"position": {"x": 1, "y": 0.5}, "bounds": [{"x": 1, "y": 0}, {"x": 1, "y": 1}], "rotation": 1.570796, "closed": true}],
                "lights": [{"position": {"x": 1, "y": 1}, "range": 4, "color": "ffeccd8b"}],
                "line_of_sight": [[{"x": 3, "y": 1.5}, {"x": 4, "y": 1.5}]],
                "environment": {"baked_lighting": false, "ambient_light": "ffffffff"}, "image": "%s"
                """
                    .formatted(UvttFixture.PICTURE)));
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = whole.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        byte[] marks = utf8("{}[]\",:0-e\\n\u0000\ud83d\ude00");
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean() ? marks[random.nextInt(marks.length)] : (byte) random.nextInt(256);
      }
      try {
        fixture.read(bytes, ImportLimits.defaults());
        read++;
      } catch (TablekeepException e) {
        assertEquals(ErrorKind.USER, e.kind(), e::toString);
      }
    }
    assertTrue(read > 0 && read < 3000, read + " read");
  }

  @Test
  void aLargePictureIsNeverInMemory() throws IOException {
    int megabytes = 96;
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'A');
    String head = map("\"image\": \"");
    byte[] start = utf8(head.substring(0, head.lastIndexOf('}')));
    InputStream picture =
        new SequenceInputStream(
            Collections.enumeration(
                Collections.nCopies(megabytes, megabyte).stream()
                    .map(ByteArrayInputStream::new)
                    .toList()));
    InputStream all =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(start),
                    picture,
                    new ByteArrayInputStream("\"}".getBytes(StandardCharsets.UTF_8)))));
    Counting sink = new Counting();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    ImportResult result = new UvttImporter().read(new Given(all), sink);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(result instanceof ImportResult.Read, result::toString);
    assertEquals(megabytes * (1L << 20) / 4 * 3, sink.bytes);
    assertTrue(allocated < 8 << 20, allocated + " bytes were allocated on the way");
  }

  private void refused(String json, String code, String at) {
    TablekeepException e =
        assertThrows(
            TablekeepException.class, () -> fixture.read(utf8(json), ImportLimits.defaults()));
    assertEquals(code, e.code(), e::toString);
    assertEquals(at, e.field().orElseThrow(), e::toString);
    assertEquals(ErrorKind.USER, e.kind());
    assertEquals(0, fixture.store.usedBytes());
  }

  private record Given(InputStream open) implements ImportSource {
    @Override
    public String name() {
      return "large.uvtt";
    }

    @Override
    public long size() {
      return 100;
    }
  }

  private static final class Counting implements ImportContext, AssetSink {
    private long bytes;

    @Override
    public AssetSink assets() {
      return this;
    }

    @Override
    public ImportLimits limits() {
      return ImportLimits.defaults();
    }

    @Override
    public String newId() {
      return "m1";
    }

    @Override
    public AssetUpload begin() {
      return new AssetUpload() {
        @Override
        public Asset finish() {
          return new Asset(new AssetId("0".repeat(64)), AssetType.PNG, bytes, 20, 20);
        }

        @Override
        public void write(int one) {
          bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
          bytes += length;
        }
      };
    }
  }
}
