package io.tablekeep.engine.cluster;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;

/** A document is kept by another node: code {@code elsewhere}. */
public final class ElsewhereException extends TablekeepException {
  private static final long serialVersionUID = 1L;

  private final String node;

  /**
   * The answer to whoever asks the wrong node.
   *
   * @param node the one to ask, as the bus calls it
   */
  public ElsewhereException(String node) {
    super(ErrorKind.RESOURCE, "elsewhere", "Another server keeps this table.");
    this.node = node;
  }

  /**
   * Who keeps the document.
   *
   * @return a node, as the bus calls it
   */
  public String node() {
    return node;
  }
}
