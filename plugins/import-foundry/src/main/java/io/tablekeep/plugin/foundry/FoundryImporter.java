package io.tablekeep.plugin.foundry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.ImportSource;
import io.tablekeep.sdk.transfer.Importer;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Reads Foundry documents into actors and items. Its refusals: {@code foundry-not-json}, {@code
 * foundry-limit}, {@code foundry-not-a-document}, {@code foundry-too-many}, {@code
 * foundry-too-much-kept}.
 */
@Extension
public final class FoundryImporter implements Importer {
  /** Made by whoever loads the plugin. */
  public FoundryImporter() {}

  @Override
  public String id() {
    return "foundry";
  }

  @Override
  public Set<String> endings() {
    return Set.of("jsonl", "db", "json");
  }

  @Override
  public ImportResult read(ImportSource source, ImportContext context) throws IOException {
    Pool pool = new Pool();
    try (InputStream in = source.open();
        FoundryJson json = new FoundryJson(in, context.limits(), pool)) {
      Gathering gathering = new Gathering(context, pool);
      for (Optional<Map<String, Object>> next = json.next(); next.isPresent(); next = json.next()) {
        gathering.add(next.get(), json.line());
      }
      return gathering.result();
    } catch (Refusal e) {
      return e.result();
    } catch (StreamConstraintsException e) {
      return new ImportResult.Refused(
          "foundry-limit", "The file is too long, nested too deeply, or has a text too long.", "");
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
      return new ImportResult.Refused(
          "foundry-not-json", "The file is not whole, correct JSON.", where);
    } catch (CharConversionException e) {
      return new ImportResult.Refused("foundry-not-json", "The file is not Unicode text.", "");
    }
  }
}
