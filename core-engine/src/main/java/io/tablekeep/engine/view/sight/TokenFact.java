package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Lamp;
import io.tablekeep.sdk.geometry.sight.Sight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token of a scene. */
final class TokenFact {
  final JsonObject token;
  final @Nullable String actor;
  final @Nullable String owner;
  final boolean hidden;
  final Space space;
  final @Nullable Lamp lamp;
  final @Nullable Eye eye;

  /** All but its middle, x and y in turn; found when first asked for, by whatever thread. */
  private volatile double @Nullable [] spots;

  TokenFact(JsonObject token, @Nullable String owner, boolean hidden) {
    this.token = token;
    this.actor = token.get("actor") instanceof String text ? text : null;
    this.owner = owner;
    this.hidden = hidden;
    Point at = Read.point(token);
    this.space =
        new Space(at, size(Read.number(token, "width", 1)), size(Read.number(token, "height", 1)));
    this.lamp = Read.lamp(at, Read.object(token, "light"), true);
    this.eye = owner == null || hidden ? null : Read.eye(at, token);
  }

  private TokenFact(TokenFact same) {
    token = same.token;
    actor = same.actor;
    owner = same.owner;
    hidden = same.hidden;
    space = same.space;
    lamp = same.lamp;
    eye = same.eye;
  }

  private static double size(double cells) {
    return Math.max(0.1, Math.min(100, cells));
  }

  /** The same in another light: what is known of it is to be found out again. */
  TokenFact renewed() {
    return new TokenFact(this);
  }

  /** All its spots but its middle. */
  double[] spotsBesideItsMiddle(Sight sight) {
    double[] beside = spots;
    if (beside == null) {
      beside = beside(sight.walls().spots(space));
      spots = beside;
    }
    return beside;
  }

  private static double[] beside(List<Point> spots) {
    double[] beside = new double[2 * spots.size() - 2];
    for (int i = 1; i < spots.size(); i++) {
      beside[2 * i - 2] = spots.get(i).x();
      beside[2 * i - 1] = spots.get(i).y();
    }
    return beside;
  }
}
