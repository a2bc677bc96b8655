package io.tablekeep.plugin.uvtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.ImportSource;
import io.tablekeep.sdk.transfer.Importer;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Reads a Universal VTT file into one map. Its refusals: {@code uvtt-not-json}, {@code uvtt-limit},
 * {@code uvtt-wrong-type}, {@code uvtt-number}, {@code uvtt-place}, {@code uvtt-range}, {@code
 * uvtt-no-size}, {@code uvtt-too-many}, {@code uvtt-bad-picture}, and those of the asset sink.
 *
 * @see <a href="https://arkenforge.com/universal-vtt-files/">What the format is, by one of those
 *     who write it</a>
 */
@Extension
public final class UvttImporter implements Importer {
  @Override
  public String id() {
    return "uvtt";
  }

  @Override
  public Set<String> endings() {
    return Set.of("uvtt", "dd2vtt", "df2vtt");
  }

  @Override
  public ImportResult read(ImportSource source, ImportContext context) throws IOException {
    ImportReport.Builder report = ImportReport.builder();
    try (InputStream in = source.open();
        UvttJson json = new UvttJson(in, context.limits())) {
      UvttFile file = new UvttReader(json, context, report).read();
      return new UvttMap(file, context.newId(), report).result(source.name());
    } catch (Refusal e) {
      return e.result();
    } catch (StreamConstraintsException e) {
      return new ImportResult.Refused(
          "uvtt-limit", "The file is too long, nested too deeply, or has a text too long.", "");
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line %d, column %d)"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      return new ImportResult.Refused(
          "uvtt-not-json", "The file is not whole, correct JSON" + where + ".", "");
    } catch (CharConversionException e) {
      return new ImportResult.Refused("uvtt-not-json", "The file is not Unicode text.", "");
    } catch (TablekeepException e) {
      if (e.kind() == ErrorKind.USER) {
        return new ImportResult.Refused(e.code(), String.valueOf(e.getMessage()), "/image");
      }
      throw e;
    }
  }
}
