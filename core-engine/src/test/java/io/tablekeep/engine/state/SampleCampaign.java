package io.tablekeep.engine.state;

import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;

/** The campaigns of the contracts' fixture as trees: of any size, the same for a seed. */
public final class SampleCampaign {
  private SampleCampaign() {}

  /**
   * A campaign whose canonical text has about that many bytes.
   *
   * @param bytes the length
   * @param seed of everything in it
   * @return the document, at version 1
   */
  public static JsonObject ofAbout(int bytes, long seed) {
    return (JsonObject) Records.write(CampaignFixture.campaign(seed, bytes, 6), 1);
  }

  /** The place of a token in the middle of the document. */
  public static Pointer someToken(JsonObject campaign) {
    List<String> maps = ((JsonObject) campaign.get("maps")).keys();
    String map = maps.get(maps.size() / 2);
    List<String> tokens = ((JsonObject) Trees.get(campaign, "maps", map, "tokens")).keys();
    return Pointer.of("maps", map, "tokens", tokens.get(tokens.size() / 2));
  }
}
