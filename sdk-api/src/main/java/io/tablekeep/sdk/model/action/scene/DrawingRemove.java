package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.DrawingRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code drawing.remove}: drawings are wiped off their map, all of them or none.
 *
 * @param drawings the drawings, those of the sender
 */
@Doc("Wipes drawings off a map.")
public record DrawingRemove(@Mine @Length(min = 1, max = 1_000) List<DrawingRef> drawings) {}
