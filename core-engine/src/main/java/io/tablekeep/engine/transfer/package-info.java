/**
 * Running importers: choosing one by the file's name, keeping its limits, and keeping its pictures
 * only together with its changes.
 *
 * <p>Called off the event loop by whoever lets people import. What an importer does wrong is a
 * coded refusal and never takes the program along. The changes are not applied here: the caller
 * commits the pictures first and sends the changes to the campaign like any other action, so that a
 * document never names a picture that is not there.
 */
@NullMarked
package io.tablekeep.engine.transfer;

import org.jspecify.annotations.NullMarked;
