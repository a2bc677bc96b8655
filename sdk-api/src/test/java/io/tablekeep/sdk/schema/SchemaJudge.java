package io.tablekeep.sdk.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;

/** Someone else's reading of JSON Schema, so that ours is not judged by itself. */
public final class SchemaJudge {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private SchemaJudge() {}

  /** What is wrong with a value: the place, a space, the keyword that refuses it. */
  public static List<String> faults(Map<String, Object> schema, Object value) {
    return faults(REGISTRY.getSchema(JSON.valueToTree(schema)), value);
  }

  /** What is wrong with a schema by the meta-schema of its dialect. */
  public static List<String> faultsOf(Map<String, Object> schema) {
    return faults(REGISTRY.getSchema(SchemaLocation.of(JsonSchema.DIALECT)), schema);
  }

  private static List<String> faults(Schema schema, Object value) {
    return schema.validate(JSON.valueToTree(value)).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
        .toList();
  }
}
