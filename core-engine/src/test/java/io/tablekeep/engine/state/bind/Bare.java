package io.tablekeep.engine.state.bind;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.Node;

/** The tree behind a node, for tests that compare documents as they are. */
public final class Bare {
  private Bare() {}

  /** The document that a campaign shows. */
  public static JsonObject root(Node node) {
    return (JsonObject) ((NodeView) node).tree();
  }
}
