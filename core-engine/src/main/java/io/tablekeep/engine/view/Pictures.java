package io.tablekeep.engine.view;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of a campaign's pictures one viewer may have, at one moment. A picture is a viewer's when
 * the campaign has it, and they have sent it themselves or see something whose picture it is. Under
 * a map of which only explored tiles are served, it is not theirs as a whole. Thread-safe; asking
 * may take milliseconds in a large campaign, so not on an event loop.
 */
public final class Pictures {
  private static final String ASSETS = "assets";
  private static final String PICTURE = "picture";

  private final Views views;
  private final JsonObject root;
  private final Viewer viewer;

  /**
   * Looks at a document.
   *
   * @param views who sees what
   * @param root the document
   * @param viewer who asks
   */
  public Pictures(Views views, JsonObject root, Viewer viewer) {
    this.views = views;
    this.root = root;
    this.viewer = viewer;
  }

  /**
   * Whether the viewer may have the whole of a picture.
   *
   * @param asset its name
   * @return false too when the campaign has no such picture
   */
  public boolean whole(AssetId asset) {
    String name = asset.sha256();
    if (!(Trees.get(root, ASSETS, name) instanceof JsonObject kept)) {
      return false;
    }
    if (viewer.runsGame() || Trees.get(kept, "by", viewer.participant()) != null) {
      return true;
    }
    for (Pointer at : uses(name)) {
      if (views.sees(root, viewer, at) && !(isDrawnOnMap(at) && isSecret(at.key(1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDrawnOnMap(Pointer at) {
    return at.key(0).equals(Link.MAPS) && !at.key(2).equals("tokens");
  }

  private boolean isSecret(String map) {
    return PictureTiles.of(views, root, viewer, map).map(tiles -> !tiles.all()).orElse(true);
  }

  /** Where a picture stands in the document, whoever sees that. */
  private List<Pointer> uses(String asset) {
    List<Pointer> uses = new ArrayList<>();
    used(asset, uses, Pointer.of(Link.ACTORS), "portrait");
    used(asset, uses, Pointer.of("items"), PICTURE);
    used(asset, uses, Pointer.of("locations"), PICTURE);
    if (root.get(Link.MAPS) instanceof JsonObject maps) {
      for (String map : maps.keys()) {
        Pointer at = Pointer.of(Link.MAPS, map);
        if (asset.equals(Trees.get(maps, map, PICTURE, "asset"))) {
          uses.add(at.child(PICTURE).child("asset"));
        }
        used(asset, uses, at.child("layers"), PICTURE);
        used(asset, uses, at.child("tokens"), PICTURE);
      }
    }
    return uses;
  }

  private void used(String asset, List<Pointer> uses, Pointer at, String key) {
    if (Trees.get(root, at) instanceof JsonObject entities) {
      entities.forEach(
          (id, entity) -> {
            if (entity instanceof JsonObject one && asset.equals(one.get(key))) {
              uses.add(at.child(id).child(key));
            }
          });
    }
  }

  /**
   * The picture under a map, or on a layer of it, to be served tile by tile.
   *
   * @param map key of the map
   * @param layer key of a layer; empty for the picture under the map
   * @return empty when the viewer sees no such picture, or the campaign does not have it
   */
  public Optional<MapPicture> on(String map, Optional<String> layer) {
    Pointer at =
        layer
            .map(key -> Pointer.of(Link.MAPS, map, "layers", key, PICTURE))
            .orElseGet(() -> Pointer.of(Link.MAPS, map, PICTURE, "asset"));
    if (!(Trees.get(root, at) instanceof String name)
        || Trees.get(root, ASSETS, name) == null
        || !views.sees(root, viewer, at)) {
      return Optional.empty();
    }
    JsonObject grid =
        Trees.get(root, Link.MAPS, map, "grid") instanceof JsonObject found
            ? found
            : JsonObject.empty(0);
    JsonObject picture =
        Trees.get(root, Link.MAPS, map, PICTURE) instanceof JsonObject found
            ? found
            : JsonObject.empty(0);
    return PictureTiles.of(views, root, viewer, map)
        .map(
            tiles ->
                layer.isPresent()
                    ? MapPicture.overGrid(new AssetId(name), tiles, grid)
                    : MapPicture.underGrid(new AssetId(name), tiles, grid, picture));
  }
}
