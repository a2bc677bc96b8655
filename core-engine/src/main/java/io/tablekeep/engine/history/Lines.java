package io.tablekeep.engine.history;

import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes lines as JSON. A line on a page is bounded; on its own it is written whole. */
final class Lines {
  /** Bytes of values of one line on a page. */
  private static final int MOST_BYTES = 16 << 10;

  /** Changes of one line on a page. */
  private static final int MOST_CHANGES = 200;

  private final LineSeal seal;
  private final String campaign;
  private final Viewer viewer;

  Lines(LineSeal seal, String campaign, Viewer viewer) {
    this.seal = seal;
    this.campaign = campaign;
    this.viewer = viewer;
  }

  String id(Line line) {
    return id(line.version(), line.chain());
  }

  String id(long version, int chain) {
    return seal.id(campaign, viewer, version, chain);
  }

  /** A page of the log, the newest line first. */
  byte[] page(List<Line> lines, String said, String older, String newer) {
    JsonWriter out = new JsonWriter().object().key("lines").array();
    for (Line line : lines) {
      if (said.isEmpty()) {
        line(out, line, false);
      } else {
        said(out, line, said);
      }
    }
    out.endArray();
    optional(out, "older", older);
    optional(out, "newer", newer);
    return out.endObject().toBytes();
  }

  byte[] whole(Line line) {
    JsonWriter out = new JsonWriter();
    line(out, line, true);
    return out.toBytes();
  }

  private void line(JsonWriter out, Line line, boolean whole) {
    head(out, line);
    optional(out, "by", line.by());
    optional(out, "action", line.action());
    if (line.begins()) {
      out.key("begins").value(true);
    }
    out.key("changes").array();
    long left = whole ? Long.MAX_VALUE : MOST_BYTES;
    int count = 0;
    for (Views.Change change : line.changes()) {
      if (!whole && ++count > MOST_CHANGES) {
        break;
      }
      long weight = whole ? 0 : weigh(change.before(), left) + weigh(change.after(), left);
      out.object().key("path").value(change.at().toString());
      if (weight > left) {
        out.key("cut").value(true);
      } else {
        left -= weight;
        value(out, "before", change.before());
        value(out, "after", change.after());
      }
      out.endObject();
    }
    out.endArray();
    if (count > MOST_CHANGES) {
      out.key("cut").value(true);
    }
    out.endObject();
  }

  /** Several lines of chat in one entry are said at once. */
  private void said(JsonWriter out, Line line, String collection) {
    List<Views.Change> all = Sieve.said(line, collection);
    for (int i = all.size() - 1; i >= 0; i--) {
      head(out, line);
      out.key("key").value(all.get(i).at().key(1));
      value(out, "line", all.get(i).after());
      out.endObject();
    }
  }

  private void head(JsonWriter out, Line line) {
    out.object().key("id").value(id(line)).key("at").value(line.time().toString());
    if (viewer.runsGame()) {
      out.key("version").number(line.version());
    }
  }

  private static long weigh(@Nullable Object value, long most) {
    return value == null ? 0 : Trees.weigh(value, most + 1);
  }

  private static void value(JsonWriter out, String key, @Nullable Object value) {
    if (value != null) {
      out.key(key).value(value);
    }
  }

  private static void optional(JsonWriter out, String key, String text) {
    if (!text.isEmpty()) {
      out.key(key).value(text);
    }
  }
}
