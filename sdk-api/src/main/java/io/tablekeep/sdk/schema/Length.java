package io.tablekeep.sdk.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a component may be: characters of a text (Unicode code points, as JSON Schema counts
 * them), entries of a list, set or map. Applies also to what is inside an {@code Optional}. A
 * payload outside is refused with {@code too-long} or {@code too-short} before any handler runs.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Length {
  /**
   * The fewest characters or entries.
   *
   * @return the bound, at least 0
   */
  int min() default 0;

  /**
   * The most characters or entries.
   *
   * @return the bound; no bound unless given
   */
  int max() default Integer.MAX_VALUE;
}
