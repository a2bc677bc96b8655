package io.tablekeep.sdk.schema;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Schemas of several records that share their definitions, for a bigger description such as OpenAPI
 * or AsyncAPI: add the records, put the references where they are needed and the definitions in
 * their place.
 *
 * <pre>{@code
 * SchemaSet set = SchemaSet.closed("#/components/schemas/");
 * Map<String, Object> move = set.add(TokenMove.class);   // {"$ref": "#/components/schemas/TokenMove"}
 * Map<String, Object> schemas = set.definitions();       // TokenMove, TokenRef, Point
 * }</pre>
 *
 * <p>A definition is called like its record. When two records share their simple name, the second
 * is called after its enclosing class too, a third by its full name. Not safe for several threads
 * at once.
 */
public final class SchemaSet {
  private final String prefix;
  private final boolean open;
  private final Map<Class<?>, String> names = new LinkedHashMap<>();
  private final Map<String, Object> definitions = new TreeMap<>();

  private SchemaSet(String prefix, boolean open) {
    this.prefix = prefix;
    this.open = open;
  }

  /**
   * A set whose records allow no other keys: payloads.
   *
   * @param prefix where the definitions will stand, for example {@code "#/components/schemas/"}
   * @return an empty set
   */
  public static SchemaSet closed(String prefix) {
    return new SchemaSet(prefix, false);
  }

  /**
   * A set whose records allow other keys: parts of the document.
   *
   * @param prefix where the definitions will stand, for example {@code "#/$defs/"}
   * @return an empty set
   */
  public static SchemaSet open(String prefix) {
    return new SchemaSet(prefix, true);
  }

  /**
   * Adds a record and all it is made of.
   *
   * @param type the record class
   * @return a schema that refers to its definition
   * @throws IllegalArgumentException if a component's type has no JSON form; the message names it
   */
  public Map<String, Object> add(Class<? extends Record> type) {
    return reference(type);
  }

  /**
   * What was added so far.
   *
   * @return an immutable copy: name to schema, in order of the names
   */
  public Map<String, Object> definitions() {
    return Collections.unmodifiableMap(new TreeMap<>(definitions));
  }

  /** The schema of a record itself; where it contains itself, it refers to the whole document. */
  Map<String, Object> root(Class<? extends Record> type) {
    names.put(type, "");
    return object(type);
  }

  Map<String, Object> reference(Class<?> type) {
    String name = names.get(type);
    if (name == null) {
      name = freeName(type);
      names.put(type, name);
      definitions.put(name, Map.of()); // keeps the name taken while the record's own parts are read
      definitions.put(
          name, TextForm.has(type) ? text(type) : object(type.asSubclass(Record.class)));
    }
    return Map.of("$ref", name.isEmpty() ? "#" : prefix + name);
  }

  private Map<String, Object> object(Class<? extends Record> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Component component : RecordShape.of(type).components()) {
      properties.put(component.name(), property(type, component));
      if (component.whenAbsent().isEmpty()) {
        required.add(component.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    Doc doc = type.getAnnotation(Doc.class);
    if (doc != null) {
      schema.put("description", doc.value());
    }
    schema.put("properties", Collections.unmodifiableMap(properties));
    if (!required.isEmpty()) {
      schema.put("required", List.copyOf(required));
    }
    schema.put("additionalProperties", open);
    return Collections.unmodifiableMap(schema);
  }

  private Map<String, Object> property(Class<? extends Record> type, Component component) {
    Type of = component.type();
    Map<String, Object> schema = new LinkedHashMap<>();
    component.annotation(Doc.class).ifPresent(doc -> schema.put("description", doc.value()));
    try {
      schema.putAll(new ValueSchema(this).of(of));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Component “" + component.name() + "” of " + type.getName() + ": " + e.getMessage(), e);
    }
    component.limits().addTo(schema, Types.raw(of));
    component
        .annotation(Default.class)
        .ifPresent(
            given -> schema.put("default", Types.json(component.whenAbsent().orElseThrow())));
    return Collections.unmodifiableMap(schema);
  }

  private static Map<String, Object> text(Class<?> type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    Doc doc = type.getAnnotation(Doc.class);
    if (doc != null) {
      schema.put("description", doc.value());
    }
    String pattern = type.getAnnotation(AsText.class).pattern();
    if (!pattern.isEmpty()) {
      schema.put("pattern", pattern);
    }
    return Collections.unmodifiableMap(schema);
  }

  private String freeName(Class<?> type) {
    String simple = type.getSimpleName();
    Class<?> outer = type.getEnclosingClass();
    String nested = outer == null ? simple : outer.getSimpleName() + "." + simple;
    return !definitions.containsKey(simple)
        ? simple
        : !definitions.containsKey(nested) ? nested : type.getName();
  }
}
