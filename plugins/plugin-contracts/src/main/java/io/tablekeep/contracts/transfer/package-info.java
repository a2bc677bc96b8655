/**
 * What an importer promises, as a suite to inherit. It reads what its author gives as good files,
 * and then those files cut short, altered and too large. Nothing here is for production.
 */
@NullMarked
package io.tablekeep.contracts.transfer;

import org.jspecify.annotations.NullMarked;
