/**
 * What being loaded as a plugin means for the code of the plugin.
 *
 * <p>Authors need nothing from here. The engine inserts calls of {@link
 * io.tablekeep.sdk.plugin.Budget#check} into every plugin class it loads, and runs rules on {@link
 * io.tablekeep.sdk.plugin.BudgetThread}s, so that an endless loop in a rule ends when its time is
 * up. The types are public and live in the SDK because the classes of a plugin must be able to link
 * to them, and see nothing of the engine.
 */
@NullMarked
package io.tablekeep.sdk.plugin;

import org.jspecify.annotations.NullMarked;
