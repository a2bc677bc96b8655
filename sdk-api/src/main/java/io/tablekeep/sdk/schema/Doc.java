package io.tablekeep.sdk.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One or two plain sentences about a record or one of its components. They become the {@code
 * description} in the JSON Schema, the hint in a form and the explanation an AI player reads.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Doc {
  /**
   * The sentences, without markup.
   *
   * @return the text
   */
  String value();
}
