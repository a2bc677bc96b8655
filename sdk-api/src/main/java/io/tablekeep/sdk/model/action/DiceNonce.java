package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code dice.nonce}: somebody adds chance of their own to the dice, so that nobody else can have
 * chosen how they fall. Whoever answers a commitment before the first dice fall before everyone is
 * counted in; who comes later, from the next session. Sent again, it replaces the one before.
 *
 * @param commitment the commitment it answers, as {@code GET /api/campaigns/{id}/dice} tells it: 64
 *     hexadecimal digits
 * @param nonce {@value #SHORTEST} to {@value #LONGEST} letters, digits, {@code -} and {@code _},
 *     made by chance
 */
@Doc("Adds chance of one's own to the dice, before they fall.")
public record DiceNonce(
    @Doc("The commitment it answers.") @Length(min = 64, max = 64) String commitment,
    @Doc("Letters, digits, - and _ made by chance.")
        @Length(min = DiceNonce.SHORTEST, max = DiceNonce.LONGEST)
        String nonce) {
  /** The shortest nonce, in characters. */
  public static final int SHORTEST = 16;

  /** The longest nonce, in characters. */
  public static final int LONGEST = 64;

  /**
   * Whether the nonce is made of what it may be made of.
   *
   * @return false when another character is in it
   */
  public boolean isPlain() {
    return nonce
        .chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_');
  }
}
