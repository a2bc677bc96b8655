package io.tablekeep.engine;

import io.tablekeep.sdk.state.Pointer;
import java.util.List;

/**
 * Who wants to sit down, and with what in hand.
 *
 * @param participant key of who sits down
 * @param device name of their device, as in {@link Action#device}: a newer seat of the same device
 *     takes the place of the older one and may go on where that one was. Empty for a seat that is
 *     alone and never comes back
 * @param resume the newest token the device was given, empty for none
 * @param position the seat's position the device has reached; at least that of the token
 * @param open what the device wants to see besides the first view: collections, such as {@code
 *     /notes}, and entities, such as {@code /actors/a7}; the root stands for everything. To resume,
 *     exactly what was open
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record SeatRequest(
    String participant, String device, byte[] resume, long position, List<Pointer> open) {
  private static final byte[] NONE = {};

  /**
   * Copies the list.
   *
   * @param participant key of who sits down
   * @param device name of their device
   * @param resume the newest token the device was given
   * @param position the seat's position the device has reached
   * @param open what the device wants to see besides the first view
   */
  public SeatRequest {
    open = List.copyOf(open);
  }

  /**
   * A seat that sees everything its participant may see, from the beginning.
   *
   * @param participant key of who sits down
   * @return the request, of no device
   */
  public static SeatRequest whole(String participant) {
    return new SeatRequest(participant, "", NONE, 0, List.of(Pointer.root()));
  }

  /**
   * A seat that begins with the first usable view.
   *
   * @param participant key of who sits down
   * @param device name of their device
   * @return the request
   */
  public static SeatRequest first(String participant, String device) {
    return new SeatRequest(participant, device, NONE, 0, List.of());
  }

  /**
   * The same by a device that was here before.
   *
   * @param token the newest token it was given
   * @param reached the position it has reached
   * @return the request
   */
  public SeatRequest resuming(byte[] token, long reached) {
    return new SeatRequest(participant, device, token, reached, open);
  }

  /**
   * The same with more, or less, to see.
   *
   * @param places collections and entities; the root stands for everything
   * @return the request
   */
  public SeatRequest opening(List<Pointer> places) {
    return new SeatRequest(participant, device, resume, position, places);
  }

  /**
   * The same by somebody else.
   *
   * @param who key of the participant
   * @return the request
   */
  public SeatRequest of(String who) {
    return new SeatRequest(who, device, resume, position, open);
  }
}
