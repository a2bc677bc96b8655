package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** What a device sees: a view, kept up to date. Guarded by its player's lock. */
public final class Picture {
  private final Consumer<String> faults;
  private final Facts seen = new Facts();
  private ObjectNode view = Json.object();
  private long position;
  private String resume = "";
  private boolean begun;

  public Picture(Consumer<String> faults) {
    this.faults = faults;
  }

  public void hangUp() {
    begun = false;
  }

  /** Whether the connection has begun with a welcome, or goes on. */
  public boolean isBegun() {
    return begun;
  }

  public void welcome(JsonNode message) {
    view = message.get("state").deepCopy();
    position = message.path("position").asLong();
    resume = message.path("resume").asText();
    begun = true;
  }

  public void resumed(JsonNode message) {
    if (message.path("position").asLong() != position) {
      faults.accept("resumed at another position than " + position + ": " + message);
    }
    resume = message.path("resume").asText(resume);
    begun = true;
  }

  public void frame(JsonNode frame) {
    boolean change = frame.has("merge") || frame.has("patch");
    long expected = change ? position + 1 : position;
    if (!begun || frame.path("position").asLong() != expected) {
      faults.accept("position " + expected + " was due, not " + brief(frame));
    }
    position = frame.path("position").asLong();
    resume = frame.path("resume").asText(resume);
    if (frame.has("merge")) {
      Json.merge(view, frame.get("merge"));
      seen.add("", frame.get("merge"));
    } else if (frame.has("patch")) {
      for (JsonNode operation : frame.get("patch")) {
        if (operation.path("op").asText().equals("remove")) {
          Json.drop(view, operation.path("path").asText());
        } else {
          Json.put(view, operation.path("path").asText(), operation.get("value"));
          seen.add(operation.path("path").asText(), operation.get("value"));
        }
      }
    }
  }

  /** What was shown, since it was asked the last time, and stands in no journal. */
  long missingFrom(Facts journal) {
    long missing = seen.missingFrom(journal);
    seen.clear();
    return missing;
  }

  public ObjectNode view() {
    return view;
  }

  public long position() {
    return position;
  }

  /** The token to come back with; empty when there is none. */
  public String resume() {
    return resume;
  }

  static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
