package io.tablekeep.plugin.foundry;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one place of a document: its name here, and what may stand there. */
final class Field {
  /** What may stand at a place; a null may stand everywhere. */
  enum Kind {
    /** An object with fields of its own. */
    OBJECT,
    /** A list of objects, each like the element. */
    ARRAY,
    /** A list of texts, numbers and truth values. */
    LIST,
    /** A truth value. */
    BOOL,
    /** A number. */
    NUMBER,
    /** A text. */
    TEXT,
    /** A text or a number. */
    SCALAR,
    /** A dice notation. */
    FORMULA,
    /** A text, a number or a truth value: nothing but null was ever seen. */
    ANY,
    /** A list of documents with ids of their own, kept by id. */
    DOCUMENTS;

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  private final String key;
  private final String name;
  private final Set<Kind> kinds;
  private final Map<String, Field> byKey = new HashMap<>();
  private final Map<String, Field> byName = new HashMap<>();
  private @Nullable Field any;
  private @Nullable Field element;

  Field(String key, String name, Set<Kind> kinds) {
    this.key = key;
    this.name = name;
    this.kinds = kinds.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(kinds);
  }

  String key() {
    return key;
  }

  String name() {
    return name;
  }

  boolean may(Kind kind) {
    return kinds.contains(kind);
  }

  void add(Field child) {
    if (child.key.equals("*")) {
      any = child;
    } else if (child.key.equals("#")) {
      element = child;
    } else {
      byKey.put(child.key, child);
      byName.put(child.name, child);
    }
  }

  void elements(Field like) {
    element = like;
  }

  /** What is known of a member by its key in the file. */
  @Nullable Field child(String member) {
    Field known = byKey.get(member);
    return known == null ? any : known;
  }

  /** What is known of a member by its name here. */
  @Nullable Field named(String member) {
    Field known = byName.get(member);
    return known == null ? any : known;
  }

  /** Whether the key in the file is the name here, because it is an id. */
  boolean isAny(Field child) {
    return child == any;
  }

  @Nullable Field element() {
    return element;
  }

  /** Whether a text, a number or a truth value may stand here. */
  boolean mayHold(Object scalar) {
    if (scalar instanceof Boolean) {
      return may(Kind.BOOL) || may(Kind.ANY);
    }
    boolean either = may(Kind.SCALAR) || may(Kind.FORMULA) || may(Kind.ANY);
    return scalar instanceof String ? either || may(Kind.TEXT) : either || may(Kind.NUMBER);
  }
}
