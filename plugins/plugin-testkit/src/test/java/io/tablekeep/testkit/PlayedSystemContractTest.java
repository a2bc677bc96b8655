package io.tablekeep.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** For each promise a system that breaks it. */
class PlayedSystemContractTest {
  private static String found(Executable test) {
    return String.valueOf(assertThrows(AssertionError.class, test).getMessage());
  }

  @Test
  void aRuleThatThrowsIsFound() {
    PokingContract judged =
        new PokingContract(
            (table, poke) -> {
              if (poke.how() > 50) {
                throw new IllegalStateException("too hard");
              }
              return Decision.apply(Changes.none());
            });
    assertTrue(found(judged::everyDecisionIsAnAnswer).contains("rules threw"));
  }

  @Test
  void anEndThatThrowsIsFound() {
    PokingContract judged =
        new PokingContract(
            (table, poke) ->
                Decision.apply(
                    Changes.none()
                        .set(
                            table.state().at("actors", poke.whom().id(), "poking", "bruise"),
                            Map.of("until", table.now().plusSeconds(poke.how())))));
    assertTrue(found(judged::everyDecisionIsAnAnswer).contains("rules threw"));
  }

  @Test
  void aSystemThatRefusesEverythingIsFound() {
    PokingContract judged = new PokingContract((table, poke) -> Decision.reject("no", "No."));
    assertTrue(found(judged::everyDecisionIsAnAnswer).contains("nothing"));
  }

  @Test
  void aRuleThatSpoilsTheDocumentIsFound() {
    PokingContract judged =
        new PokingContract(
            (table, poke) ->
                Decision.apply(
                    Changes.none().set(table.state().at("actors", poke.whom().id(), "name"), 7)));
    assertTrue(found(judged::everyDecisionIsAnAnswer).contains("spoiled"));
  }

  @Test
  void aRuleThatLooksElsewhereIsFound() {
    AtomicInteger count = new AtomicInteger();
    PokingContract judged =
        new PokingContract(
            (table, poke) ->
                Decision.apply(
                    Changes.none().say(Audience.everyone(), "poke " + count.incrementAndGet())));
    assertTrue(found(judged::decidingAgainComesToTheSame).contains("gives something else"));
    found(judged::theSamePlayIsToldTheSame);
  }

  @Test
  void aRuleThatTellsASecretIsFound() {
    PokingContract judged =
        new PokingContract(
            (table, poke) ->
                Decision.apply(
                    Changes.none()
                        .say(
                            Audience.everyone(),
                            table
                                .state()
                                .at("actors", poke.whom().id(), "gmNotes")
                                .asText("nothing"))));
    assertTrue(found(judged::nobodyIsToldWhatIsDeclaredSecret).contains("was told a secret"));
  }
}
