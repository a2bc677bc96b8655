package io.tablekeep.engine;

import java.util.OptionalLong;

/**
 * What a seat asks for.
 *
 * @param device the sender's device: 1 to 64 letters, digits, dots, underscores and hyphens, chosen
 *     by the device and kept by it
 * @param n number of the action on that device, at least 1 and larger than every earlier one. The
 *     same number sent again is the same action: it gets the same receipt and runs once
 * @param type name of the action, such as {@code token.move}
 * @param payload a JSON object in UTF-8, not changed after this call
 * @param basedOn the seat's position the sender looked at; needed for edits only
 * @param since a resume token of the seat's from before or when the sender looked; tells what an
 *     edit is based on where the position means nothing any more, as after another welcome. Empty
 *     for none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record Action(
    String device, long n, String type, byte[] payload, OptionalLong basedOn, byte[] since) {
  private static final byte[] NONE = {};

  /**
   * A command.
   *
   * @param device the sender's device
   * @param n number of the action on that device
   * @param type name of the action
   * @param payload a JSON object in UTF-8
   */
  public Action(String device, long n, String type, byte[] payload) {
    this(device, n, type, payload, OptionalLong.empty());
  }

  /**
   * A command, or an edit on a connection that has lasted since its sender looked.
   *
   * @param device the sender's device
   * @param n number of the action on that device
   * @param type name of the action
   * @param payload a JSON object in UTF-8
   * @param basedOn the seat's position the sender looked at; empty for commands
   */
  public Action(String device, long n, String type, byte[] payload, OptionalLong basedOn) {
    this(device, n, type, payload, basedOn, NONE);
  }
}
