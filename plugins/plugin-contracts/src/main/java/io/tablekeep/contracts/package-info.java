/**
 * What every plugin promises, whatever it extends, and what the suites share. The suites are in the
 * packages below, one for each extension point. An ordinary jar for tests: it knows the SDK and
 * JUnit, and nothing here is for production.
 */
@NullMarked
package io.tablekeep.contracts;

import org.jspecify.annotations.NullMarked;
