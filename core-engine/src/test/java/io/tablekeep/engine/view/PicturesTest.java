package io.tablekeep.engine.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose picture is whose. */
class PicturesTest {
  private static final Viewer GM = new Viewer("", true, false);
  private static final Viewer ANA = new Viewer("ana", false, false);
  private static final AssetId ASSET = new AssetId("ab".repeat(32));

  private final Views views = new Views(Optional.empty());
  private JsonObject root = JsonObject.empty(1);

  private void put(Object value, String... at) {
    root = Trees.put(root, Pointer.of(at), Records.write(value, 1), 1);
  }

  private boolean whole(Viewer viewer) {
    return new Pictures(views, root, viewer).whole(ASSET);
  }

  private void campaignHasIt(Map<String, Object> by) {
    put(Map.of("type", "png", "bytes", 5, "by", by), "assets", ASSET.sha256());
  }

  private void map(boolean fog) {
    put(Map.of("wide", 100, "high", 50, "cellPixels", 20, "originX", 40), "maps", "m", "grid");
    put(Map.of("sight", fog, "fog", fog), "maps", "m", "lighting");
    put(Map.of("asset", ASSET.sha256(), "width", 2_040, "height", 900), "maps", "m", "picture");
  }

  @Test
  void whatTheCampaignDoesNotHaveIsNobodysWhateverNamesIt() {
    map(false);
    put(Map.of("name", "x", "portrait", ASSET.sha256()), "actors", "a");
    assertFalse(whole(GM));
    assertFalse(whole(ANA));
    assertTrue(new Pictures(views, root, GM).on("m", Optional.empty()).isEmpty());
    campaignHasIt(Map.of());
    assertTrue(whole(GM));
    assertTrue(whole(ANA));
  }

  @Test
  void whoSentItHasIt() {
    campaignHasIt(Map.of("ben", "2026-01-01T00:00:00Z"));
    assertFalse(whole(ANA));
    campaignHasIt(Map.of("ana", "2026-01-01T00:00:00Z"));
    assertTrue(whole(ANA));
  }

  @Test
  void aFileIsSeenByItsSendersAndTheGameMasterAlone() {
    campaignHasIt(Map.of("ana", "2026-01-01T00:00:00Z"));
    Pointer at = Pointer.of("assets", ASSET.sha256());
    assertTrue(views.sees(root, ANA, at));
    assertFalse(views.sees(root, ANA, at.child("by")), "who else has it is no concern of hers");
    assertFalse(views.sees(root, new Viewer("ben", false, false), at));
    assertTrue(views.sees(root, GM, at));
  }

  @Test
  void underFogNeitherMapNorLayerGivesTheWhole() {
    campaignHasIt(Map.of());
    map(true);
    assertFalse(whole(ANA));
    put(Map.of("name", "over", "picture", ASSET.sha256()), "maps", "m", "layers", "l");
    assertFalse(whole(ANA));
    put(
        Map.of("name", "door", "x", 1, "y", 1, "picture", ASSET.sha256()),
        "maps",
        "m",
        "tokens",
        "t");
    assertFalse(whole(ANA), "a token that nobody of hers sees");
    put(Map.of("name", "a book", "picture", ASSET.sha256()), "items", "i");
    assertTrue(whole(ANA));
  }

  @Test
  void tilesLieOnThePictureAsTheGridSays() {
    campaignHasIt(Map.of());
    map(true);
    MapPicture under = new Pictures(views, root, ANA).on("m", Optional.empty()).orElseThrow();
    assertEquals(2, under.tiles().side(), "at most 64 tiles a side");
    assertEquals(50, under.tiles().columns());
    assertEquals(25, under.tiles().rows());
    assertEquals(40.0 / 2_040, under.across()[0], 1e-9);
    assertEquals(80.0 / 2_040, under.across()[1], 1e-9);
    assertEquals(1, under.across()[50], 1e-9);
    assertEquals(40.0 / 900, under.down()[1], 1e-9);
    assertEquals(1, under.down()[25], "the map reaches beyond its picture");
    assertEquals(under.down()[23], under.down()[24], "and there is nothing to fetch there");
    put(Map.of("name", "over", "picture", ASSET.sha256()), "maps", "m", "layers", "l");
    MapPicture over = new Pictures(views, root, ANA).on("m", Optional.of("l")).orElseThrow();
    assertArrayEquals(
        new double[] {0, 0.02},
        List.of(over.across()[0], over.across()[1]).stream().mapToDouble(d -> d).toArray(),
        1e-9);
    assertNotEquals(under.cut(), over.cut());
    put(true, "maps", "m", "layers", "l", "hidden");
    assertTrue(new Pictures(views, root, ANA).on("m", Optional.of("l")).isEmpty());
    assertTrue(new Pictures(views, root, GM).on("m", Optional.of("l")).isPresent());
  }
}
