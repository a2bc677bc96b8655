package io.tablekeep.sdk.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON Schema (draft 2020-12) derived from record types.
 *
 * <p>A schema is a plain Java value: immutable maps, lists, texts, numbers and booleans, in a
 * readable order, ready for any JSON library. Understood are {@code boolean}, numbers, {@code
 * String}, enums, {@code Instant}, {@code Duration}, records (nested ones become {@code $defs}),
 * records marked {@link AsText}, {@code List}, {@code Set}, {@code Map} with text keys, {@code
 * Optional} components, and {@code Object} for any JSON. Anything else is refused with a sentence
 * that names the component.
 *
 * <p>Free of state, any thread. Schemas are built anew on each call: keep the result.
 */
public final class JsonSchema {
  /** The dialect every schema here is written in. */
  public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private JsonSchema() {}

  /**
   * The schema of a payload: keys that the record does not declare are refused, so that a misspelt
   * one is found.
   *
   * @param type the payload's record class
   * @return the schema
   * @throws IllegalArgumentException if a component's type has no JSON form; the message names it
   */
  public static Map<String, Object> of(Class<? extends Record> type) {
    return build(type, false);
  }

  /**
   * The schema of a part of the document: keys that the record does not declare are allowed,
   * because game systems and imports keep their own there.
   *
   * @param type the part's record class
   * @return the schema
   * @throws IllegalArgumentException if a component's type has no JSON form; the message names it
   */
  public static Map<String, Object> openOf(Class<? extends Record> type) {
    return build(type, true);
  }

  private static Map<String, Object> build(Class<? extends Record> type, boolean open) {
    SchemaSet set = open ? SchemaSet.open("#/$defs/") : SchemaSet.closed("#/$defs/");
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DIALECT);
    schema.put("title", type.getSimpleName());
    schema.putAll(set.root(type));
    if (!set.definitions().isEmpty()) {
      schema.put("$defs", set.definitions());
    }
    return Collections.unmodifiableMap(schema);
  }
}
