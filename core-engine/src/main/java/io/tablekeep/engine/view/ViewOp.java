package io.tablekeep.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference of two views.
 *
 * @param path keys from the root
 * @param value what stands there now, null when nothing does any more
 */
record ViewOp(List<String> path, @Nullable Object value) {}
