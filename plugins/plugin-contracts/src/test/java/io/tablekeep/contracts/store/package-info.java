/** The stores for tests, tested. */
@NullMarked
package io.tablekeep.contracts.store;

import org.jspecify.annotations.NullMarked;
