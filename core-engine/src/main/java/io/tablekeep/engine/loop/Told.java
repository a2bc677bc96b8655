package io.tablekeep.engine.loop;

import io.tablekeep.engine.view.Loaded;
import io.tablekeep.engine.view.Views;

/**
 * What a seat's device has been told.
 *
 * @param version the document's version
 * @param loaded what of it is loaded
 * @param by what it was shown by
 */
record Told(long version, Loaded loaded, Views by) {}
