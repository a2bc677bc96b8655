package io.tablekeep.engine.view.sight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenesTest {
  private static final String TABLE =
      """
      {"participants":{},"actors":{},
       "maps":{"inn":{"grid":{"wide":20,"high":20},"lighting":{"sight":true},
         "tokens":{"wolf":{"x":9,"y":9}}}}}
      """;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Scenes scenes = new Scenes(Optional.of(new TableMetrics(meters)));
  private JsonObject root =
      JsonReader.readObject(TABLE.getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 0);

  private void put(Object value, String... at) {
    root = Trees.put(root, Pointer.of(at), value, 1);
  }

  private void comes(String who) {
    put(JsonObject.of(Map.of("role", "player"), 1), "participants", who);
    put(JsonObject.of(Map.of("owner", who), 1), "actors", who);
    put(JsonObject.of(Map.of("actor", who, "x", 2L, "y", 2L), 1), "maps", "inn", "tokens", who);
  }

  private void goes(String who) {
    for (List<String> at :
        List.of(
            List.of("participants", who),
            List.of("actors", who),
            List.of("maps", "inn", "tokens", who))) {
      root = Trees.remove(root, Pointer.of(at.toArray(new String[0])), 1);
    }
  }

  private Scene scene() {
    Scene scene = scenes.of(root, "inn");
    assertNotNull(scene);
    return scene;
  }

  private double indexed() {
    return meters.get("tablekeep.sight.made").tag("by", "index").counter().count();
  }

  @Test
  void whoComesAfterManyOthersIsRememberedLikeThem() {
    for (int i = 0; i < 3 * Slots.MOST; i++) {
      String who = "p" + i;
      comes(who);
      Sightings seen = scene().sightings(who);
      assertSame(seen, scene().sightings(who), who + " is looked for once");
      assertSame(seen, scene().sightings(who));
      goes(who);
      scene();
    }
    assertEquals(4, indexed(), 1, "made anew when the numbers run out, not all the time");
  }

  @Test
  void whereTooManyPlayAtATimeScenesFollowAllTheSame() {
    for (int i = 0; i < 2 * Slots.MOST; i++) {
      comes("p" + i);
      scene().sightings("p" + i);
    }
    for (int i = 0; i < 20; i++) {
      comes("late" + i);
      scene().sightings("late" + i);
    }
    assertEquals(1, indexed());
  }
}
