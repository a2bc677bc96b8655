package io.tablekeep.sdk.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The smallest and the largest number a component may hold, both included. Applies to a number, or
 * to the number inside an {@code Optional}. A payload outside is refused with {@code out-of-range}
 * before any handler runs.
 *
 * <pre>{@code record Leap(@Mine ActorRef who, @Range(min = -10, max = 20) int bonus) {}}</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /**
   * The smallest value allowed.
   *
   * @return the bound; no bound unless given
   */
  double min() default Double.NEGATIVE_INFINITY;

  /**
   * The largest value allowed.
   *
   * @return the bound; no bound unless given
   */
  double max() default Double.POSITIVE_INFINITY;
}
