package io.tablekeep.sdk.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * A record class as a JSON object: its components in the order they were declared. Schema, limits
 * and the binding of JSON to records all read this one description.
 *
 * <p>Computed once for a class and kept with it: when the class loader of a plugin goes, the shapes
 * of its records go too. Immutable, any thread.
 */
public final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type.asSubclass(Record.class));
        }
      };

  private final Class<? extends Record> type;
  private final Constructor<? extends Record> constructor;
  private final List<Component> components;

  private RecordShape(Class<? extends Record> type) {
    this.type = type;
    RecordComponent[] declared = type.getRecordComponents();
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
      this.constructor.setAccessible(true);
      this.components = Arrays.stream(declared).map(Component::new).toList();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Record " + type.getName() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * The shape of a record class.
   *
   * @param type the record class
   * @return its shape
   * @throws IllegalArgumentException if an annotation of the record makes no sense, such as a
   *     {@link Default} that is not of the component's type; the message names the record
   */
  public static RecordShape of(Class<? extends Record> type) {
    return SHAPES.get(type);
  }

  /**
   * The record class itself.
   *
   * @return the class
   */
  public Class<? extends Record> type() {
    return type;
  }

  /**
   * The components in the order they were declared.
   *
   * @return an immutable list
   */
  public List<Component> components() {
    return components;
  }

  /**
   * Calls the record's canonical constructor.
   *
   * @param values one for each component, in order and of its type
   * @return the new record
   * @throws RuntimeException whatever the record's own constructor throws
   */
  public Record create(Object... values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw Types.passOn(e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
