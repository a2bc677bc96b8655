/**
 * Bringing in what other programs wrote.
 *
 * <p>A plugin implements {@link io.tablekeep.sdk.transfer.Importer}: it reads one file and returns
 * changes in the words of the campaign document, with a report of every item kept, changed or not
 * understood. It is called off the event loop, with limits it must keep, and with files nobody has
 * checked. It writes nothing: the engine applies the changes as one entry and keeps the pictures,
 * or does neither.
 */
@NullMarked
package io.tablekeep.sdk.transfer;

import org.jspecify.annotations.NullMarked;
