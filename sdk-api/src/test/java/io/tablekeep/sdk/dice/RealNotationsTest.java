package io.tablekeep.sdk.dice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.sdk.dice.odds.Odds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What others say notations are, come to and average. */
class RealNotationsTest {
  private static final double CENT = 0.005;

  @Test
  void everyCaseOfTheLibraryWhoseDialectWeSpeakHolds() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonNode one : SharedDice.cases("rpg-dice-roller.json")) {
      String fault = fault(one);
      if (!fault.isEmpty()) {
        wrong.add(one.path("notation").asText() + ": " + fault);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String fault(JsonNode one) {
    String text = one.path("notation").asText();
    boolean bad = one.path("kind").asText().equals("error");
    Notation notation;
    try {
      notation = Notation.parse(text);
    } catch (DiceException e) {
      return bad ? "" : e.message();
    }
    if (bad) {
      return "is no notation";
    }
    SplittableRandom random = new SplittableRandom(text.hashCode());
    DieSource source =
        one.has("rolls") ? DieSource.given(faces(one)) : DieSource.of(random::nextLong);
    Roll roll = notation.roll(source);
    if (one.has("total") && Math.abs(one.path("total").asDouble() - roll.exact()) > 1e-9) {
      return "comes to " + roll.exact();
    }
    if (one.path("output").isTextual() && !one.path("output").asText().equals(roll.line())) {
      return "is told as " + roll.line();
    }
    return one.path("kind").asText().equals("stats") ? fault(one, notation.odds()) : "";
  }

  private static String fault(JsonNode one, Odds odds) {
    if (Math.abs(one.path("min").asDouble(odds.min()) - odds.min()) > CENT) {
      return "has least " + odds.min();
    }
    if (Math.abs(one.path("max").asDouble(odds.max()) - odds.max()) > CENT) {
      return "has most " + odds.max();
    }
    double mean = odds.mean().orElse(Double.NaN);
    return one.has("mean") && !(Math.abs(one.path("mean").asDouble() - mean) < CENT)
        ? "has mean " + mean
        : "";
  }

  private static long[] faces(JsonNode one) {
    return StreamSupport.stream(one.path("rolls").spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .toArray();
  }

  @Test
  void theAveragesPrintedInStatBlocksAreTheMeansRoundedDown() throws IOException {
    for (JsonNode one : SharedDice.cases("stat-block-averages.json")) {
      if (one.path("source_mismatch").asBoolean()) {
        continue;
      }
      String text = one.path("notation").asText();
      double mean = Notation.parse(text).odds().mean().orElse(Double.NaN);
      assertEquals(one.path("exact_mean").asDouble(), mean, 1e-9, text);
      assertEquals(one.path("stated_average").asInt(), Math.max(1, (int) Math.floor(mean)), text);
    }
  }
}
