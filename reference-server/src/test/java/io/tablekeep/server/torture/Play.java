package io.tablekeep.server.torture;

import java.util.List;
import java.util.SplittableRandom;

/** What players do: moves, talk and dice, and now and then what is not allowed. */
final class Play {
  private static final List<String> DICE =
      List.of("1d20", "2d6+3", "4d6", "d%", "4dF", "3d8-1d4+2");
  private static final String RUNES = "ᚠᛇᚻ᛫ᛒᛦᚦ";

  private final SplittableRandom chance;
  private final String campaign;
  private boolean fat;
  private long said;

  Play(SplittableRandom chance, String campaign) {
    this.chance = chance;
    this.campaign = campaign;
  }

  /** Long speeches, so that the journal soon is long enough for a snapshot. */
  void fat(boolean now) {
    fat = now;
  }

  void act(Player player) {
    int what = chance.nextInt(100);
    boolean gm = player.participant.equals("gm");
    if (fat && what < 60) {
      player.act("chat.say", "{\"text\":\"" + words() + RUNES.repeat(480) + "\"}", false);
    } else if (what < 45) {
      String token = gm ? tokenOf(player) : "of-" + player.participant;
      move(player, token, false);
    } else if (what < 70) {
      player.act("chat.say", "{\"text\":\"" + words() + "\"}", false);
    } else if (what < 88) {
      player.act(
          "dice.roll",
          "{\"notation\":\""
              + DICE.get(chance.nextInt(DICE.size()))
              + "\",\"label\":\""
              + words()
              + "\"}",
          false);
    } else if (what < 90) {
      player.act("dice.roll", "{\"notation\":\"seven\"}", true);
    } else if (what < 92) {
      move(player, gm ? "nobody" : player.participant.equals("ana") ? "of-ben" : "ghoul", true);
    } else if (what < 95) {
      player.signal("cursor", "{\"x\":" + place() + ",\"y\":" + place() + "}");
    } else if (gm) {
      master(player);
    } else {
      move(player, "of-" + player.participant, false);
    }
  }

  private void master(Player gm) {
    List<String> tokens = gm.keys("maps", Tables.MAP, "tokens");
    switch (chance.nextInt(6)) {
      case 0, 1 -> {
        if (tokens.size() < 40) {
          gm.act(
              "token.place",
              "{\"map\":\"hall\",\"at\":{\"x\":"
                  + place()
                  + ",\"y\":"
                  + place()
                  + "},\"actor\":\"ghoul\",\"hidden\":"
                  + chance.nextBoolean()
                  + "}",
              false);
        }
      }
      case 2 -> {
        String token = tokenOf(gm);
        if (!token.startsWith("of-")) {
          // Another of this device's actions on the way may have taken it off already.
          gm.act("token.remove", "{\"token\":\"hall/" + token + "\"}", true);
        }
      }
      case 3 -> gm.act("session.start", "{}", false);
      case 4 -> gm.act("scene.open", "{\"map\":\"hall\"}", false);
      default -> gm.act("campaign.rename", "{\"name\":\"" + words() + "\"}", false);
    }
  }

  private String tokenOf(Player gm) {
    List<String> tokens = gm.keys("maps", Tables.MAP, "tokens");
    return tokens.isEmpty() ? "of-ana" : tokens.get(chance.nextInt(tokens.size()));
  }

  private void move(Player player, String token, boolean awry) {
    boolean mayBeGone = !token.startsWith("of-");
    player.act(
        "token.move",
        "{\"token\":\"hall/" + token + "\",\"to\":{\"x\":" + place() + ",\"y\":" + place() + "}}",
        awry || mayBeGone);
  }

  private double place() {
    return chance.nextInt(1, 10_000) / 1_000.0;
  }

  private String words() {
    return campaign + " line " + ++said;
  }
}
