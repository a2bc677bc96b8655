/** What a plugin may see of Tablekeep; each package below says what lives there. */
@NullMarked
package io.tablekeep.sdk;

import org.jspecify.annotations.NullMarked;
