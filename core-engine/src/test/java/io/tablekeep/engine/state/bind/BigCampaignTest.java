package io.tablekeep.engine.state.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.schema.Constraints;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BigCampaignTest {
  private static final JsonObject TREE = tree();

  private static JsonObject tree() {
    Object written = Records.write(CampaignFixture.campaign(3, CampaignFixture.BIG, 6), 1);
    byte[] json = JsonWriter.bytes(written);
    assertEquals(CampaignFixture.BIG, json.length, CampaignFixture.BIG * 0.03);
    return JsonReader.readObject(json, JsonReader.Limits.DOCUMENT, 1);
  }

  @Test
  void everyPartOfABigCampaignHasItsTypedRecord() {
    CampaignDocument document =
        Records.read(TREE, CampaignDocument.class, Records.UnknownKeys.IGNORED);

    assertEquals(List.of(), Constraints.check(document));
    assertEquals(200, document.actors().size());
    Actor actor =
        Optional.ofNullable(document.actors().get(CampaignFixture.actor(1).id())).orElseThrow();
    assertEquals(Optional.of(CampaignFixture.player(1)), actor.owner());
    assertEquals(Actor.Type.CHARACTER, actor.type());
    assertEquals(500, document.items().size());
    assertEquals(10, document.maps().size());
    assertEquals(20, document.encounters().size());
    assertEquals(Optional.of(CampaignFixture.MAP), document.currentSession().orElseThrow().map());
  }

  @Test
  void onlySheetsOfAGameSystemAndWhatIsExploredAreNotNamedByTheRecords() {
    CampaignDocument document =
        Records.read(TREE, CampaignDocument.class, Records.UnknownKeys.IGNORED);
    JsonObject again = assertInstanceOf(JsonObject.class, Records.write(document, 2));

    Set<String> lost = new TreeSet<>();
    compare(TREE, again, "", lost);
    assertEquals(Set.of("/actors/*/d20", "/items/*/d20", "/maps/*/explored"), lost);
  }

  /** What stands in the first and not, or otherwise, in the second; entities count as one. */
  private static void compare(JsonObject before, JsonObject after, String at, Set<String> lost) {
    for (String key : before.keys()) {
      String place = at + "/" + (at.chars().filter(c -> c == '/').count() == 1 ? "*" : key);
      Object was = Optional.ofNullable(before.get(key)).orElseThrow();
      Object is = after.get(key);
      if (was instanceof JsonObject inside && is instanceof JsonObject now) {
        compare(inside, now, place, lost);
      } else if (!was.equals(is)) {
        lost.add(place);
      }
    }
  }
}
