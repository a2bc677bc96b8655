/** The game system ${systemId}. Its rules are pure: values in, values out. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
