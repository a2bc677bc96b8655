package io.tablekeep.engine;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.patch.JsonPatch;
import io.tablekeep.engine.state.patch.MergePatch;

/** What a device makes of the changes it is sent. */
public final class Shown {
  private Shown() {}

  /** The view after a change. */
  public static JsonObject after(JsonObject view, ViewChange change) {
    Object patch = JsonReader.read(change.json(), JsonReader.Limits.DOCUMENT, 0);
    Object after =
        change.isMerge() ? MergePatch.apply(view, patch, 0) : JsonPatch.parse(patch).apply(view, 0);
    return (JsonObject) after;
  }
}
