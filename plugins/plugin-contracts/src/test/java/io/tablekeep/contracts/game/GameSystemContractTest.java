package io.tablekeep.contracts.game;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.contracts.game.Systems.Bad;
import io.tablekeep.contracts.game.Systems.Counting;
import io.tablekeep.contracts.game.Systems.Good;
import io.tablekeep.contracts.game.Systems.Nod;
import io.tablekeep.contracts.game.Systems.Shake;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A system that keeps the contract, and for each line of it one that does not. */
class GameSystemContractTest extends GameSystemContract {
  @Override
  protected GameSystem system() {
    return new Good();
  }

  private static GameSystemContract of(GameSystem bad) {
    return new Judged(bad);
  }

  private static GameSystemContract declaring(Consumer<SystemDefinition> more) {
    return of(new Bad("good", more));
  }

  private static void found(Executable test) {
    assertThrows(AssertionError.class, test);
  }

  @Test
  void whatTheLoaderCannotMakeIsFound() {
    found(of(new Bad("good", system -> {}))::theLoaderCanMakeIt);
    found(of(new Counting())::theLoaderCanMakeIt);
  }

  @Test
  void aBadIdIsFound() {
    found(of(new Bad("table", system -> {}))::itsIdIsAWordOfItsOwn);
    found(of(new Bad("Good Game", system -> {}))::itsIdIsAWordOfItsOwn);
  }

  @Test
  void aSystemThatDeclaresSomethingElseEachTimeIsFound() {
    found(of(new Counting())::itDeclaresTheSameEachTime);
  }

  @Test
  void badActionsAreFound() {
    found(
        declaring(
                system ->
                    system.action(
                        "Shake it", Shake.class, (table, shake) -> Decision.apply(Changes.none())))
            ::everyActionHasANameAndAPayloadOfItsOwn);
    found(
        declaring(
                system ->
                    system.action(
                        "nod2", Nod.class, (table, nod) -> Decision.apply(Changes.none())))
            ::everyActionHasANameAndAPayloadOfItsOwn);
    found(
        declaring(
                system ->
                    system.action(
                        "nod", Shake.class, (table, shake) -> Decision.apply(Changes.none())))
            ::everyActionHasANameAndAPayloadOfItsOwn);
  }

  @Test
  void badPatternsAreFound() {
    found(
        declaring(system -> system.changed("/actors/*", (table, before, now) -> Changes.none()))
            ::everyPatternIsKeysJoinedBySlashes);
    found(
        declaring(system -> system.visible("actors/*/gmNotes", Audience.everyone()))
            ::whatItShowsIsItsOwn);
    found(
        declaring(system -> system.derive("actors/*", "name", owner -> "Bob"))
            ::whatItDerivesIsItsOwn);
  }

  @Test
  void aFlagWithoutASentenceIsFound() {
    found(declaring(system -> system.flag("odd", true, " "))::everyFlagIsDescribed);
  }

  @Test
  void aGapInTheMigrationsIsFound() {
    found(
        declaring(system -> system.migrate(5, document -> Changes.none()))
            ::migrationsLeadFromVersionToVersionWithoutAGap);
  }
}
