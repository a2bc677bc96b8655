package io.tablekeep.sdk.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component is when its key is absent. Without it, only {@code Optional} (empty), lists,
 * sets and maps (empty) may be absent; every other key is required.
 *
 * <pre>{@code record Leap(@Mine ActorRef who, @Default("0") int bonus) {}}</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /**
   * The value as text: {@code "0"}, {@code "true"}, {@code "square"}. A number, boolean, text, or
   * anything with a {@linkplain TextForm text form} can have one.
   *
   * @return the value in its text form
   */
  String value();
}
