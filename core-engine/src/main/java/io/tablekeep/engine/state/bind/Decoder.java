package io.tablekeep.engine.state.bind;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.schema.TextForm;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads tree values as one type. Made once for a class and kept with it. */
@FunctionalInterface
interface Decoder {
  /** The Java value; throws {@link BindFault}. */
  Object decode(Object tree, boolean strict);

  ClassValue<Decoder> CLASSES =
      new ClassValue<>() {
        @Override
        protected Decoder computeValue(Class<?> type) {
          return made(type);
        }
      };

  static Decoder of(Type type) {
    if (type instanceof Class<?> plain) {
      return CLASSES.get(plain);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      Type[] arguments = generic.getActualTypeArguments();
      if (raw == List.class) {
        return list(of(arguments[0]));
      }
      if (raw == Set.class) {
        return set(of(arguments[0]));
      }
      if (raw == Map.class && arguments[0] instanceof Class<?> keys) {
        return map(keys, of(arguments[1]));
      }
    }
    throw new IllegalArgumentException(type.getTypeName() + " cannot be read from a document");
  }

  private static Decoder made(Class<?> type) {
    if (type == String.class) {
      return (tree, strict) -> as(String.class, tree, "a string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return (tree, strict) -> as(Boolean.class, tree, "true or false");
    }
    if (type == int.class || type == Integer.class) {
      return (tree, strict) -> (int) whole(tree, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return (tree, strict) -> whole(tree, -Values.MAX_SAFE, Values.MAX_SAFE);
    }
    if (type == short.class || type == Short.class) {
      return (tree, strict) -> (short) whole(tree, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    if (type == byte.class || type == Byte.class) {
      return (tree, strict) -> (byte) whole(tree, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      return (tree, strict) -> as(Number.class, tree, "a number").doubleValue();
    }
    if (type == float.class || type == Float.class) {
      return (tree, strict) -> as(Number.class, tree, "a number").floatValue();
    }
    if (type == Object.class) {
      return (tree, strict) -> Plain.of(tree);
    }
    if (type == List.class) {
      return list(CLASSES.get(Object.class));
    }
    if (type == Set.class) {
      return set(CLASSES.get(Object.class));
    }
    if (type == Map.class) {
      return map(String.class, CLASSES.get(Object.class));
    }
    if (TextForm.has(type)) {
      return (tree, strict) -> parsed(type, as(String.class, tree, "a string"));
    }
    if (type.isRecord()) {
      return new RecordDecoder(type.asSubclass(Record.class));
    }
    throw new IllegalArgumentException(type.getTypeName() + " cannot be read from a document");
  }

  private static <T> T as(Class<T> type, Object tree, String wanted) {
    if (!type.isInstance(tree)) {
      throw wrongType(tree, wanted);
    }
    return type.cast(tree);
  }

  static BindFault wrongType(Object tree, String wanted) {
    return new BindFault(
        "wrong-type", "This must be " + wanted + ", not " + Values.describe(tree) + '.');
  }

  private static long whole(Object tree, long min, long max) {
    if (tree instanceof Long number && number >= min && number <= max) {
      return number;
    }
    if (!(tree instanceof Number number)) {
      throw wrongType(tree, "a whole number");
    }
    if (tree instanceof Long || Math.rint(number.doubleValue()) == number.doubleValue()) {
      throw new BindFault("out-of-range", "This must be between " + min + " and " + max + '.');
    }
    throw new BindFault("not-an-integer", "This must be a whole number.");
  }

  static Object parsed(Class<?> type, String text) {
    try {
      return TextForm.parse(type, text);
    } catch (IllegalArgumentException e) {
      throw new BindFault("bad-value", said(e, "This is not " + type.getSimpleName() + '.'));
    } catch (RuntimeException e) {
      throw new BindFault("record-failed", "This value could not be read.", e);
    }
  }

  /** The words of whoever refused the value. */
  static String said(RuntimeException e, String otherwise) {
    String message = e.getMessage();
    return message == null || message.isEmpty() ? otherwise : message;
  }

  private static Decoder list(Decoder element) {
    return (tree, strict) -> {
      JsonArray array = as(JsonArray.class, tree, "an array");
      List<Object> made = new ArrayList<>(array.size());
      for (int i = 0; i < array.size(); i++) {
        try {
          made.add(element.decode(array.get(i), strict));
        } catch (BindFault fault) {
          throw fault.in(Integer.toString(i));
        }
      }
      return Collections.unmodifiableList(made);
    };
  }

  private static Decoder set(Decoder element) {
    return (tree, strict) -> {
      JsonArray array = as(JsonArray.class, tree, "an array");
      Set<Object> made = new LinkedHashSet<>();
      for (int i = 0; i < array.size(); i++) {
        try {
          if (!made.add(element.decode(array.get(i), strict))) {
            throw new BindFault("duplicate-element", "This is in the list already.");
          }
        } catch (BindFault fault) {
          throw fault.in(Integer.toString(i));
        }
      }
      return Collections.unmodifiableSet(made);
    };
  }

  private static Decoder map(Class<?> keys, Decoder value) {
    return (tree, strict) -> {
      Map<Object, Object> made = new LinkedHashMap<>();
      for (JsonObject.Cursor c = as(JsonObject.class, tree, "an object").cursor(); c.next(); ) {
        try {
          Object key = keys == String.class ? c.key() : parsed(keys, c.key());
          made.put(key, value.decode(c.value(), strict));
        } catch (BindFault fault) {
          throw fault.in(c.key());
        }
      }
      return Collections.unmodifiableMap(made);
    };
  }

  /** Whether a value counts as absent. */
  static boolean absent(Object tree, boolean strict) {
    return !strict && tree == JsonNull.NULL;
  }
}
