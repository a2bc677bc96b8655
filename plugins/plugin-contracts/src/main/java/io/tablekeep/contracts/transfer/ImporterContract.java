package io.tablekeep.contracts.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tablekeep.contracts.PluginClass;
import io.tablekeep.contracts.Seed;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.Importer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Importer} promises. Its own test extends this class and gives some good files:
 * small ones, but with everything in them that the importer understands.
 *
 * <pre>{@code
 * final class MyImporterTest extends ImporterContract {
 *   @Override
 *   protected Importer importer() {
 *     return new MyImporter();
 *   }
 *
 *   @Override
 *   protected List<Sample> samples() {
 *     return List.of(new Sample("crypt.map", bytes("crypt.map")));
 *   }
 * }
 * }</pre>
 */
public abstract class ImporterContract {
  private static final int MOST_CUTS = 2_000;
  private static final int ALTERED = 2_000;

  /** For subclasses. */
  protected ImporterContract() {}

  /**
   * A file of the importer's format.
   *
   * @param name its name, with one of the importer's endings
   * @param bytes what is in it
   */
  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  public record Sample(String name, byte[] bytes) {}

  /**
   * A new importer.
   *
   * @return the importer under test
   */
  protected abstract Importer importer();

  /**
   * Good files.
   *
   * @return at least one, each read without refusal; best no longer than some kilobytes
   */
  protected abstract List<Sample> samples();

  @Test
  void theLoaderCanMakeIt() {
    PluginClass.check(importer().getClass());
  }

  @Test
  void itSaysWhatItReads() {
    Importer importer = importer();
    assertTrue(importer.id().matches("[a-z][a-z0-9-]{0,31}"), importer.id());
    assertEquals(importer.id(), importer().id());
    assertFalse(importer.endings().isEmpty());
    for (String ending : importer.endings()) {
      assertEquals(ending.toLowerCase(Locale.ROOT), ending);
      assertFalse(ending.isEmpty() || ending.contains("."), ending);
    }
    for (Sample sample : samples()) {
      String ending = sample.name().substring(sample.name().lastIndexOf('.') + 1);
      assertTrue(importer.endings().contains(ending.toLowerCase(Locale.ROOT)), sample.name());
    }
  }

  @Test
  void aGoodFileIsReadTheSameEachTime() throws IOException {
    for (Sample sample : samples()) {
      Desk first = desk(sample, sample.bytes());
      ImportResult.Read read = good(sample, first);
      assertFalse(read.changes().list().isEmpty(), sample.name() + " changes nothing");
      assertFalse(read.report().lines().isEmpty(), sample.name() + " reports nothing");
      Desk second = desk(sample, sample.bytes());
      ImportResult.Read again = good(sample, second);
      assertEquals(read.changes().list(), again.changes().list(), sample.name());
      assertEquals(read.report(), again.report(), sample.name());
      assertEquals(first.pictures(), second.pictures(), sample.name());
    }
  }

  @Test
  void everyLineOfTheReportIsASentence() throws IOException {
    for (Sample sample : samples()) {
      good(sample, desk(sample, sample.bytes()))
          .report()
          .lines()
          .forEach(line -> assertFalse(line.sentence().isBlank(), line::toString));
    }
  }

  @Test
  void whatIsNothingIsRefused() throws IOException {
    String name = samples().get(0).name();
    for (byte[] nothing : List.of(new byte[0], new byte[1], new byte[100_000])) {
      Desk desk = new Desk(name, nothing, ImportLimits.defaults());
      assertInstanceOf(ImportResult.Refused.class, answer(desk, "a file of nothing"));
    }
  }

  @Test
  void aFileCutShortIsReadOrRefused() throws IOException {
    for (Sample sample : samples()) {
      int step = Math.max(1, sample.bytes().length / MOST_CUTS);
      for (int length = 0; length < sample.bytes().length; length += step) {
        byte[] part = Arrays.copyOf(sample.bytes(), length);
        answer(desk(sample, part), sample.name() + " cut at " + length);
      }
    }
  }

  @Test
  void aFileWithSomethingAlteredIsReadOrRefused() throws IOException {
    SplittableRandom random = Seed.random(getClass().getSimpleName());
    for (Sample sample : samples()) {
      for (int i = 0; i < ALTERED; i++) {
        byte[] bytes = sample.bytes().clone();
        for (int n = random.nextInt(1, 4); n > 0; n--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        answer(desk(sample, bytes), sample.name() + " altered, round " + i);
      }
    }
  }

  @Test
  void aFileOfMoreThanMayBeMadeIsRefused() throws IOException {
    ImportLimits one = ImportLimits.defaults();
    ImportLimits none = new ImportLimits(one.maxBytes(), one.maxDepth(), 0, 0);
    for (Sample sample : samples()) {
      ImportResult result = answer(new Desk(sample.name(), sample.bytes(), none), sample.name());
      if (result instanceof ImportResult.Read read) {
        assertTrue(
            read.changes().list().size() <= 1, sample.name() + ": the limit on items is not kept");
      }
    }
  }

  @Test
  void aPictureThatIsRefusedRefusesTheFile() throws IOException {
    for (Sample sample : samples()) {
      Desk desk = desk(sample, sample.bytes());
      good(sample, desk);
      if (!desk.pictures().isEmpty()) {
        Desk picky = desk(sample, sample.bytes()).refusingPictures();
        assertInstanceOf(ImportResult.Refused.class, answer(picky, sample.name()));
      }
    }
  }

  private static Desk desk(Sample sample, byte[] bytes) {
    return new Desk(sample.name(), bytes, ImportLimits.defaults());
  }

  private ImportResult.Read good(Sample sample, Desk desk) throws IOException {
    ImportResult result = answer(desk, sample.name());
    if (result instanceof ImportResult.Refused no) {
      return fail(sample.name() + " is refused: " + no);
    }
    return (ImportResult.Read) result;
  }

  /** Reads; whatever the file is, the answer is a result, and nothing stays open. */
  private ImportResult answer(Desk desk, String what) throws IOException {
    ImportResult result;
    try {
      result = importer().read(desk, desk);
    } catch (RuntimeException e) {
      throw new AssertionError(what + ": a broken file is an answer, not an exception", e);
    }
    assertEquals(0, desk.stillOpen(), what + ": the file stays open");
    if (result instanceof ImportResult.Refused no) {
      assertTrue(no.code().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), what + ": " + no);
      assertFalse(no.message().isBlank(), what + ": " + no);
    }
    return result;
  }
}
