package ${package};

import static io.tablekeep.testkit.TestTable.BRAM;

import io.tablekeep.testkit.TestTable;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ada plays Bram, Ben watches, and the game master is asked. */
class ${className}Test {
  private final TestTable table = TestTable.playing(new ${className}());

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void whoReachesTheDifficultyIsProud() {
    table
        .dice(15)
        .when("ada", new ${className}.Dare(BRAM, "the old well"))
        .answered("gm", "difficulty", Map.of("target", 15))
        .then("/actors/bram/${systemId}/mood", "proud")
        .heardBy("ben", "Bram did it!");
  }

  @Test
  void whoFailsIsSoreForAllToSee() {
    table
        .dice(11)
        .when("ada", new ${className}.Dare(BRAM, "the old well"))
        .answered("gm", "difficulty", Map.of("target", 15))
        .seenBy("ben", "/actors/bram/${systemId}/mood", "sore");
  }

  @Test
  void luckGrowsInSecret() {
    table
        .given("/actors/bram/${systemId}", new ${className}.Sheet(3, "calm"))
        .when("ada", new ${className}.Dare(BRAM, "the moon"))
        .answered("gm", "difficulty", Map.of("target", 40))
        .seenBy("ada", "/actors/bram/${systemId}/luck", 4)
        .hiddenFrom("ben", "/actors/bram/${systemId}/luck");
  }

  @Test
  void nothingHappensBeforeTheGameMasterAnswers() {
    table
        .when("ada", new ${className}.Dare(BRAM, "the old well"))
        .pending()
        .hiddenFrom("gm", "/actors/bram/${systemId}");
  }
}
