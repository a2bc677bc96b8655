/**
 * What an asset store promises, as a suite to inherit, and small pictures to put into one. An
 * ordinary jar for tests; nothing here is for production.
 */
@NullMarked
package io.tablekeep.contracts.asset;

import org.jspecify.annotations.NullMarked;
