package io.tablekeep.sdk.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that is one JSON string on the wire and in the document, like {@code
 * "tavern/bram"} for a token. The record has a {@code public static} method {@code parse(String)}
 * that returns it, or throws {@link IllegalArgumentException} or a {@link
 * io.tablekeep.sdk.error.TablekeepException} with a sentence a player understands, and a {@code
 * toString} that gives back exactly the text that {@code parse} reads.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AsText {
  /**
   * A regular expression for the whole text, for the published schema; written so that Java and
   * JavaScript read it alike, and anchored with {@code ^} and {@code $}.
   *
   * @return the expression; empty when any text may be tried
   */
  String pattern() default "";
}
