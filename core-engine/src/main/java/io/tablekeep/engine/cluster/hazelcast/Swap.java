package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes a value where it lives, if it is what was expected; tells what stands there then. */
final class Swap implements EntryProcessor<String, String, String> {
  private static final long serialVersionUID = 1L;

  private final @Nullable String expected;
  private final @Nullable String next;

  Swap(@Nullable String expected, @Nullable String next) {
    this.expected = expected;
    this.next = next;
  }

  @Override
  public @Nullable String process(Map.Entry<String, @Nullable String> entry) {
    String now = entry.getValue();
    if (now == null ? expected != null : !now.equals(expected)) {
      return now;
    }
    entry.setValue(next);
    return next;
  }
}
