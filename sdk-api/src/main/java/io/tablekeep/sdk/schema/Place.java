package io.tablekeep.sdk.schema;

import org.jspecify.annotations.Nullable;

/** A place within a record; spelled out only when something is wrong there. */
record Place(@Nullable Place above, String key) {
  /** The keys from the root down, escaped as in a JSON Pointer (RFC 6901) and joined by slashes. */
  String text() {
    String escaped = key.replace("~", "~0").replace("/", "~1");
    return above == null ? escaped : above.text() + "/" + escaped;
  }
}
