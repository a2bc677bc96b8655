package io.tablekeep.sdk.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One component of a record as a key of a JSON object: its name, its type, what it is when the key
 * is absent, and the author's annotations. Immutable.
 */
public final class Component {
  private final RecordComponent declared;
  private final Method accessor;
  private final Type valueType;
  private final boolean optional;
  private final Optional<Object> whenAbsent;
  private final Limits limits;
  private final boolean needsCheck;

  Component(RecordComponent declared) {
    this.declared = declared;
    this.accessor = declared.getAccessor();
    this.accessor.setAccessible(true);
    this.optional = declared.getType() == Optional.class;
    this.valueType =
        optional ? Types.argument(declared.getGenericType(), 0) : declared.getGenericType();
    this.whenAbsent = absent(declared);
    this.limits = Limits.of(declared);
    this.needsCheck = !limits.isNone() || Types.mayHoldRecords(valueType);
  }

  /**
   * The key in the JSON object.
   *
   * @return the component's name
   */
  public String name() {
    return declared.getName();
  }

  /**
   * The type of the value when it is there: for {@code Optional<X>} this is {@code X}.
   *
   * @return a class, or a {@link ParameterizedType} of {@link List}, {@link Set} or {@link Map}
   */
  public Type type() {
    return valueType;
  }

  /**
   * Whether the component is declared as {@code Optional}.
   *
   * @return true if {@link #get} gives an {@code Optional}
   */
  public boolean isOptional() {
    return optional;
  }

  /**
   * What the component is when the key is absent: {@code Optional.empty()}, an empty collection, or
   * its {@link Default}.
   *
   * @return the value; empty if the key is required
   */
  public Optional<Object> whenAbsent() {
    return whenAbsent;
  }

  /**
   * An annotation on the component.
   *
   * @param <A> the annotation's type
   * @param annotation the annotation's type
   * @return the annotation, if the author wrote it
   */
  public <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
    return Optional.ofNullable(declared.getAnnotation(annotation));
  }

  /**
   * The component's value in a record of its class.
   *
   * @param record the record to read
   * @return the value, an {@code Optional} if {@link #isOptional}
   */
  public Object get(Record record) {
    try {
      return accessor.invoke(record);
    } catch (InvocationTargetException e) {
      throw Types.passOn(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  Limits limits() {
    return limits;
  }

  /** False spares the check of looking here: a number, a text or a reference without limits. */
  boolean needsCheck() {
    return needsCheck;
  }

  private static Optional<Object> absent(RecordComponent declared) {
    Default given = declared.getAnnotation(Default.class);
    Class<?> type = declared.getType();
    if (given != null) {
      return Optional.of(Types.scalar(type, given.value()));
    } else if (type == Optional.class) {
      return Optional.of(Optional.empty());
    } else if (type == List.class) {
      return Optional.of(List.of());
    } else if (type == Set.class) {
      return Optional.of(Set.of());
    }
    return type == Map.class ? Optional.of(Map.of()) : Optional.empty();
  }
}
