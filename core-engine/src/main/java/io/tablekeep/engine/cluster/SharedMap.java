package io.tablekeep.engine.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A map of texts that all nodes see. It survives the end of a few nodes, not of all; while nodes
 * cannot reach each other each side has its own. So nothing may rest on it alone. Thread-safe.
 */
public interface SharedMap {
  /**
   * What stands at a key.
   *
   * @param key the key
   * @return the value; a failure with code {@code cluster-unavailable} when nobody can tell
   */
  CompletionStage<Optional<String>> get(String key);

  /**
   * Changes a value, if it is what one thinks it is.
   *
   * @param key the key
   * @param expected what has to stand there; empty for nothing
   * @param next what is to stand there; empty for nothing
   * @return what stands there now: {@code next}, or what was there instead of the expected; a
   *     failure as of {@link #get}, after which it may stand there or not
   */
  CompletionStage<Optional<String>> swap(
      String key, Optional<String> expected, Optional<String> next);

  /**
   * Everything that is in it. Costs what there is; for the few who look at the whole.
   *
   * @param which values wanted
   * @return a copy
   */
  CompletionStage<Map<String, String>> all(Predicate<String> which);
}
