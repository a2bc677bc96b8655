package io.tablekeep.engine.view;

import io.tablekeep.engine.Page;
import io.tablekeep.engine.state.JsonWriter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a page together: so many of the members that are seen, or so many bytes of them. */
final class Paging {
  private Paging() {}

  @SuppressWarnings("ArrayRecordComponent") // equality is never asked
  private record Member(String key, byte[] json) {}

  /**
   * Walks from a key on, forwards or backwards.
   *
   * @param keys all keys that may be there, in order
   * @param seen what is seen of one, null for nothing
   * @param page which page
   */
  static Page page(List<String> keys, Function<String, @Nullable Object> seen, Page.Of page) {
    int step = page.backwards() ? -1 : 1;
    Deque<Member> members = new ArrayDeque<>();
    int bytes = 0;
    boolean more = false;
    for (int i = begin(keys, page); i >= 0 && i < keys.size(); i += step) {
      Object value = seen.apply(keys.get(i));
      if (value == null) {
        continue;
      }
      if (members.size() == page.limit() || bytes >= Page.BYTES) {
        more = true;
        break;
      }
      byte[] json = JsonWriter.bytes(value);
      if (!members.isEmpty() && bytes + json.length > Page.BYTES) {
        more = true;
        break;
      }
      bytes += json.length;
      members.add(new Member(keys.get(i), json));
    }
    Optional<String> next = more ? Optional.of(members.getLast().key) : Optional.empty();
    JsonWriter out = new JsonWriter(bytes + 64);
    out.object();
    while (!members.isEmpty()) {
      Member one = page.backwards() ? members.removeLast() : members.removeFirst();
      out.key(one.key).raw(one.json);
    }
    return new Page(out.endObject().toBytes(), next);
  }

  private static int begin(List<String> keys, Page.Of page) {
    if (page.from().isEmpty()) {
      return page.backwards() ? keys.size() - 1 : 0;
    }
    int found = Collections.binarySearch(keys, page.from());
    int at = found < 0 ? -found - 1 : found;
    if (page.backwards()) {
      return at - 1;
    }
    return found < 0 ? at : at + 1;
  }
}
