package io.tablekeep.engine.view.sight;

import io.tablekeep.sdk.geometry.sight.Eye;
import java.util.List;

/**
 * All eyes of one who looks at scenes: the same instance for as long as none of them, no wall and
 * no light of the map itself has changed. A class of its own, as only the instance counts.
 */
final class EyeSet {
  final List<Eye> eyes;

  EyeSet(List<Eye> eyes) {
    this.eyes = eyes;
  }
}
