package io.tablekeep.sdk.laws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks each law of the SDK once, to show that the rules see it. */
public final class Lawbreaker {
  private static final Logger LOG = LoggerFactory.getLogger(Lawbreaker.class);

  private Lawbreaker() {}

  /** A library in the result, deep inside. */
  public static List<List<JsonNode>> shows() {
    return List.of();
  }

  /** A library in a parameter. */
  public static void takes(JsonNode node) {
    LOG.info("{}", node);
  }

  static void prints() {
    System.out.println();
  }

  static JsonNode maySayItInPrivate(JsonNode node) {
    return node;
  }
}
