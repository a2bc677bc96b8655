/**
 * JSON Schema and runtime checks derived from record types: write a record once and get its
 * published schema, its limits enforced and its form on the wire.
 *
 * <p>Game systems annotate the components of their payload records with {@link
 * io.tablekeep.sdk.schema.Range}, {@link io.tablekeep.sdk.schema.Length}, {@link
 * io.tablekeep.sdk.schema.Default} and {@link io.tablekeep.sdk.schema.Doc}; engine, server and
 * tools call {@link io.tablekeep.sdk.schema.JsonSchema} and {@link
 * io.tablekeep.sdk.schema.Constraints}. Everything is immutable or free of state and may be called
 * from any thread. What is learnt about a class is cached in that class itself ({@link
 * java.lang.ClassValue}), so that a plugin that is unloaded takes it along.
 */
@NullMarked
package io.tablekeep.sdk.schema;

import org.jspecify.annotations.NullMarked;
