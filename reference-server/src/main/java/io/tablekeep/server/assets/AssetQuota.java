package io.tablekeep.server.assets;

import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.state.Node;
import java.util.Optional;

/**
 * What may be sent to a campaign.
 *
 * @param files most files
 * @param bytes most bytes of all together
 * @param each how large one may be
 */
public record AssetQuota(int files, long bytes, AssetLimits each) {
  /** For those who run the game, of all files of the campaign. */
  public static final AssetQuota CAMPAIGN =
      new AssetQuota(CampaignDocument.MOST_ASSETS, 4L << 30, AssetLimits.defaults());

  /** For a player, of those they sent, also when they took them back. */
  public static final AssetQuota PLAYER =
      new AssetQuota(50, 64L << 20, new AssetLimits(10L << 20, 40_000_000));

  private static final String FLAG = "players-send-pictures";

  /**
   * The quota of whoever sends.
   *
   * @param root the document
   * @param role what they are at the table
   * @return what they may send
   * @throws TablekeepException code {@code not-allowed}
   */
  public static AssetQuota of(Node root, Role role) {
    if (role.runsGame()) {
      return CAMPAIGN;
    }
    boolean may = role == Role.PLAYER && root.at("flags", FLAG).asBoolean(true);
    if (!may) {
      throw new TablekeepException(
          ErrorKind.USER, "not-allowed", "You may not send pictures to this campaign.");
    }
    return PLAYER;
  }

  /**
   * Checks that there is room for one more file.
   *
   * @param root the document
   * @param participant who sends it
   * @param bytes how many it has, as far as is known
   * @throws TablekeepException code {@code too-many-assets}, {@code asset-quota} or {@code
   *     asset-too-large}
   */
  public void check(Node root, String participant, long bytes) {
    CAMPAIGN.room(root, Optional.empty(), bytes);
    if (!equals(CAMPAIGN)) {
      room(root, Optional.of(participant), bytes);
    }
    if (bytes > each.maxBytes()) {
      throw new TablekeepException(
          ErrorKind.USER,
          "asset-too-large",
          "A picture of yours has at most " + each.maxBytes() + " bytes.");
    }
  }

  private void room(Node root, Optional<String> whose, long more) {
    Node all = root.at("assets");
    if (!all.exists()) {
      return;
    }
    int count = 0;
    long used = more;
    for (Node asset : all.children().toList()) {
      if (whose.isEmpty()
          || asset.at("by", whose.get()).exists()
          || asset.at("back", whose.get()).exists()) {
        count++;
        used += asset.at("bytes").asLong(0);
      }
    }
    if (count >= files) {
      throw new TablekeepException(
          ErrorKind.USER, "too-many-assets", "There are " + files + " pictures already.");
    }
    if (used > bytes) {
      throw new TablekeepException(
          ErrorKind.USER, "asset-quota", "All pictures together have at most " + bytes + " bytes.");
    }
  }
}
