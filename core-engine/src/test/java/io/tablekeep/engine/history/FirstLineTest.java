package io.tablekeep.engine.history;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.model.action.ChatSay;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstLineTest {
  @Test
  void theFirstLineOfACampaignIsFoundAmongWhatWasSaid() throws Exception {
    try (Engine engine = Engine.start(EngineOptions.on(new InMemoryStore()))) {
      Campaign campaign = get(engine.create("quiet", Tables.document("")));
      var ada = get(campaign.join("ada", new Listening()));
      get(ada.act(new ChatSay("Is anybody there?")));
      get(ada.act(new ChatSay("Nobody.")));
      byte[] page = get(campaign.past().log("ada", LogQuery.of(Map.of("said", "chat"))));
      JsonArray lines =
          (JsonArray) JsonReader.readObject(page, JsonReader.Limits.DOCUMENT, 1).get("lines");
      assertEquals(2, lines.size());
      assertEquals("Nobody.", Trees.get(lines.get(0), "line", "text"));
      assertEquals("Is anybody there?", Trees.get(lines.get(1), "line", "text"));
    }
  }
}
