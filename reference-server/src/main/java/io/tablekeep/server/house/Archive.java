package io.tablekeep.server.house;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What the manifest of an archive says. An archive is a zip of
 *
 * <ul>
 *   <li>{@code manifest.json}, this record;
 *   <li>{@code document.json}, the campaign in canonical form (RFC 8785);
 *   <li>{@code journal.jsonl}, every journal entry as the store keeps it, one JSON text a line;
 *   <li>{@code assets/<sha256>}, every picture the document names.
 * </ul>
 *
 * @param format always {@value #FORMAT}
 * @param archiveVersion of this layout
 * @param campaign key of the campaign
 * @param version number of the last journal entry in it
 * @param sha256 hash of {@code document.json}
 * @param journal whether the journal is complete from its first entry
 * @param assets names of the pictures, sorted
 * @param missing names of pictures the document names and nobody has
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Archive(
    String format,
    int archiveVersion,
    String campaign,
    long version,
    String sha256,
    boolean journal,
    List<String> assets,
    List<String> missing) {
  /** Marks an archive of this program. */
  public static final String FORMAT = "tablekeep-campaign";

  /** The layout described here. */
  public static final int VERSION = 1;

  /** Name of the manifest in an archive. */
  public static final String MANIFEST = "manifest.json";

  static final String DOCUMENT = "document.json";

  /** Name of the journal in an archive, one entry a line. */
  public static final String JOURNAL = "journal.jsonl";

  static final String ASSETS = "assets/";
}
