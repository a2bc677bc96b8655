package io.tablekeep.engine.loop;

import io.tablekeep.engine.view.Loaded;

/**
 * What a seat's device has been told.
 *
 * @param version the document's version
 * @param loaded what of it is loaded
 */
record Told(long version, Loaded loaded) {}
