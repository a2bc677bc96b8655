/**
 * Plugins as they were built when the SDK's baseline was cut, loaded and played by what is built
 * now: what japicmp cannot see (a default that changed, a loader that asks for more) shows here.
 */
@NullMarked
package io.tablekeep.corpus;

import org.jspecify.annotations.NullMarked;
