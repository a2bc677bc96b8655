package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.MapPicture;
import io.tablekeep.engine.view.PictureTiles;
import io.tablekeep.engine.view.Pictures;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pictures: which there are, how they are sent and taken back, and what is asked about them. */
final class Gallery {
  /** The one that payloads name, and those of the documents. */
  static final List<String> NAMES = names();

  private Gallery() {}

  private static List<String> names() {
    String[] names = new String[10];
    names[0] = "0123456789abcdef".repeat(4);
    for (int i = 1; i < names.length; i++) {
      names[i] = Integer.toString(i).repeat(64);
    }
    return List.of(names);
  }

  /** As the server enters what somebody has sent, or what is taken back. */
  static Changes changes(JsonObject root, Step step, String now) {
    Pointer at = Pointer.of("assets", step.what());
    boolean known = Trees.get(root, at) != null;
    Changes changes = Changes.none();
    if (step.type().equals("asset.add")) {
      if (!known) {
        changes =
            changes.set(
                at,
                Map.of(
                    "type", "png", "bytes", 9, "width", 90, "height", 90, "addedAt", now, "by",
                    Map.of(), "back", Map.of()));
      }
      return changes.set(at.child("by").child(step.by()), now);
    }
    if (known && Pair.participant(step.by()).role().runsGame()) {
      return changes.remove(at);
    }
    Pointer by = at.child("by").child(step.by());
    return Trees.get(root, by) == null
        ? changes
        : changes.remove(by).set(at.child("back").child(step.by()), now);
  }

  /** What is said of the picture or the map that a step asks about. */
  static String answer(Pictures pictures, Step step) {
    if (step.type().equals("whole")) {
      return "whole " + pictures.whole(AssetId.parse(step.what()));
    }
    String[] at = step.what().split(" ", 2);
    Optional<String> layer = at.length > 1 ? Optional.of(at[1]) : Optional.empty();
    return "tiles " + pictures.on(at[0], layer).map(Gallery::text).orElse("none");
  }

  private static String text(MapPicture picture) {
    PictureTiles tiles = picture.tiles();
    StringBuilder may = new StringBuilder();
    for (int row = 0; row < tiles.rows(); row++) {
      for (int column = 0; column < tiles.columns(); column++) {
        may.append(tiles.may(column, row) ? '#' : '.');
      }
      may.append('/');
    }
    return picture.asset()
        + " "
        + tiles.all()
        + " "
        + may
        + Arrays.toString(picture.across())
        + Arrays.toString(picture.down());
  }
}
