/**
 * Settles conflicts of the kinds that every table has. Each resolver knows one or two kinds, is
 * stateless and answers whatever stands on either side; what it cannot tell it leaves to people,
 * with a suggestion where there is one. All but dice treat both sides alike: not who came first to
 * the server decides, but who did it, when, and what is possible.
 */
@NullMarked
package io.tablekeep.plugin.resolver;

import org.jspecify.annotations.NullMarked;
