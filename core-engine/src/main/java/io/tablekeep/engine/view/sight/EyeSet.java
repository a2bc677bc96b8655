package io.tablekeep.engine.view.sight;

import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Sight;
import java.util.List;

/**
 * All eyes of one who looks at a scene, in one state of walls and light.
 *
 * @param eyes the eyes; the same instance for as long as none of them, no wall and no light of the
 *     map itself has changed
 * @param sight walls and light
 */
record EyeSet(List<Eye> eyes, Sight sight) {}
