/**
 * Reads Universal VTT maps ({@code .uvtt}, {@code .dd2vtt}, {@code .df2vtt}): one JSON object of
 * walls, doors, lights and a picture in base64.
 *
 * <p>{@link io.tablekeep.plugin.uvtt.UvttImporter} is the extension. The file is read in one pass
 * and the picture streams into the asset sink while it is decoded, so that a map of 100 MB costs no
 * 100 MB. Places are moved so that (0,0) is the picture's upper left corner; whatever is not
 * understood stays under the key {@code uvtt} of the thing it belongs to.
 */
@NullMarked
package io.tablekeep.plugin.uvtt;

import org.jspecify.annotations.NullMarked;
