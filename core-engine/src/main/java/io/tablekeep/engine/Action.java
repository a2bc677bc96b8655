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
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record Action(String device, long n, String type, byte[] payload, OptionalLong basedOn) {
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
}
