package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.ImportSource;
import io.tablekeep.sdk.transfer.Importer;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.ZipException;
import org.pf4j.Extension;

/**
 * Reads the JSON of the 5e-database. Its refusals: {@code srd5e-not-json}, {@code
 * srd5e-not-a-list}, {@code srd5e-not-an-item}, {@code srd5e-nothing}, {@code srd5e-limit}, {@code
 * srd5e-too-many}, {@code srd5e-hostile}.
 *
 * @see <a href="https://github.com/5e-bits/5e-database">5e-database</a>
 */
@Extension
public final class SrdImporter implements Importer {
  /** Made by whoever loads the plugin. */
  public SrdImporter() {}

  @Override
  public String id() {
    return "srd5e";
  }

  @Override
  public Set<String> endings() {
    return Set.of("srd5e", "zip");
  }

  @Override
  public ImportResult read(ImportSource source, ImportContext context) throws IOException {
    Gathering gathering = new Gathering(context);
    SrdFiles files = new SrdFiles(context.limits(), gathering);
    try (InputStream in = new BufferedInputStream(source.open())) {
      in.mark(2);
      boolean zip = in.read() == 'P' && in.read() == 'K';
      in.reset();
      if (zip) {
        files.zip(in);
      } else {
        files.file(source.name(), in);
      }
      return gathering.result();
    } catch (Refusal e) {
      return e.result();
    } catch (StreamConstraintsException e) {
      return new ImportResult.Refused(
          "srd5e-limit", "The file is nested too deeply, or has a text too long.", "");
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
      return new ImportResult.Refused(
          "srd5e-not-json", "The file is not whole, correct JSON.", where);
    } catch (CharConversionException | ZipException | EOFException e) {
      return new ImportResult.Refused(
          "srd5e-not-json", "The file is neither Unicode text nor a whole zip.", "");
    }
  }
}
