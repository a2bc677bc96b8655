package io.tablekeep.sdk.model.compendium;

import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.document.Documents;
import io.tablekeep.sdk.model.document.Member;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Map;

/**
 * A pack of things to copy from. Its one participant, {@value #HOST}, is whoever hosts the server.
 *
 * @param id key of the document
 * @param schema the version of these records, {@value Documents#VERSION}
 * @param participants the host alone
 * @param name what it is called
 * @param license under which terms its content may be used
 * @param forEveryone whether players may read it; else only those who run a game
 * @param entries what is in it
 */
@Doc("A pack of things to copy from.")
public record CompendiumDocument(
    @Length(min = 1, max = 64) String id,
    @Range(min = 1, max = Documents.VERSION) int schema,
    Map<String, Member> participants,
    @Length(min = 1, max = 200) String name,
    @Default("") @Length(max = 100_000) String license,
    @Default("false") boolean forEveryone,
    @Length(max = MOST_ENTRIES) Map<String, Entry> entries) {
  /** Key of the only participant. */
  public static final String HOST = "host";

  /** How many entries a compendium has at most. */
  public static final int MOST_ENTRIES = 50_000;

  /**
   * A compendium.
   *
   * @param id key of the document
   * @param name what it is called
   * @param license under which terms its content may be used
   * @param forEveryone whether players may read it
   * @param entries what is in it
   * @return the document
   */
  public static CompendiumDocument of(
      String id, String name, String license, boolean forEveryone, Map<String, Entry> entries) {
    return new CompendiumDocument(
        id,
        Documents.VERSION,
        Map.of(HOST, Member.of("Host", Role.GM)),
        name,
        license,
        forEveryone,
        entries);
  }
}
