/**
 * What a resolver of conflicts promises, as a suite to inherit. It asks the resolver about what its
 * author gives as samples, the same turned round, mixed up, taken away and spoiled. Nodes are plain
 * Java values here: no engine is needed. Nothing here is for production.
 */
@NullMarked
package io.tablekeep.contracts.conflict;

import org.jspecify.annotations.NullMarked;
