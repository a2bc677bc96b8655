package io.tablekeep.sdk.model.user;

import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.document.Documents;
import io.tablekeep.sdk.model.document.Member;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Map;

/**
 * Everything that is a person's own. Its one participant, {@value #OWNER}, is that person.
 *
 * @param id key of the document, which is also the account's
 * @param schema the version of these records, {@value Documents#VERSION}
 * @param participants the owner alone
 * @param characters characters that travel
 * @param preferences how the person likes things, any JSON by name
 * @param notes what the person wrote for nobody else
 */
@Doc("Everything that is a person's own.")
public record UserDocument(
    @Length(min = 1, max = 64) String id,
    @Range(min = 1, max = Documents.VERSION) int schema,
    Map<String, Member> participants,
    @Length(max = MOST_CHARACTERS) Map<String, OwnCharacter> characters,
    @Length(max = MOST_PREFERENCES) Map<String, Object> preferences,
    @Length(max = MOST_NOTES) Map<String, OwnNote> notes) {
  /** Key of the only participant. */
  public static final String OWNER = "owner";

  /** How many characters a person keeps. */
  public static final int MOST_CHARACTERS = 200;

  /** How many preferences a person keeps. */
  public static final int MOST_PREFERENCES = 200;

  /** How many notes a person keeps. */
  public static final int MOST_NOTES = 1_000;

  /**
   * A document with nothing in it yet.
   *
   * @param id key of the document
   * @param name what the person is called
   * @return the document
   */
  public static UserDocument begin(String id, String name) {
    return new UserDocument(
        id,
        Documents.VERSION,
        Map.of(OWNER, Member.of(name, Role.GM)),
        Map.of(),
        Map.of(),
        Map.of());
  }
}
