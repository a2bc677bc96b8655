package io.tablekeep.sdk.schema;

/** Loaded a second time by a loader of its own, as a plugin's record is. */
public record PluginRecord(@Range(min = 1) int number, @Default("proud") Mood mood, Inner inner) {
  /** An enum of the plugin. */
  public enum Mood {
    PROUD
  }

  /** A record of the plugin. */
  public record Inner(@Length(max = 1) String text) {}
}
