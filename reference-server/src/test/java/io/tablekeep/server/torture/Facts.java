package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which value was seen at which place: what a client was shown must stand in the journal. */
final class Facts {
  /**
   * Walls are cut to what someone has explored, turns of those who are not seen are told as
   * nobody's, and names stand in the index of what is not loaded; all this stands in no journal.
   */
  private static final Pattern CUT =
      Pattern.compile(
          "/maps/[^/]+/walls/[^/]+/(points|parts)|/encounters/[^/]+/(turn|round|order/[^/]+/acted)|/index/.*");

  private final Set<Long> hashes = new HashSet<>();

  /** Everything a value says, leaf by leaf; nulls say nothing. */
  void add(String at, JsonNode value) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        add(at + '/' + member.getKey().replace("~", "~0").replace("/", "~1"), member.getValue());
      }
    } else if (!value.isNull() && !CUT.matcher(at).matches()) {
      hashes.add(hash(at, value));
    }
  }

  int size() {
    return hashes.size();
  }

  void clear() {
    hashes.clear();
  }

  /** How many of these another does not have. */
  long missingFrom(Facts other) {
    return hashes.stream().filter(hash -> !other.hashes.contains(hash)).count();
  }

  private static long hash(String at, JsonNode value) {
    String text =
        at + '=' + (value.isNumber() ? Double.toString(value.doubleValue()) : value.toString());
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
