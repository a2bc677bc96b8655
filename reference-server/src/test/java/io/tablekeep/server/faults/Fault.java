package io.tablekeep.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.torture.Effort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is done to a node, or to all. Each ends by itself, but for what healing undoes. */
enum Fault {
  /** Dies, and is started again. */
  KILL(Needs.NOTHING) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      node.kill();
      Cluster.sleep(chance.nextInt(0, 5_000));
      node.launch();
    }
  },
  /** Stands still, and wakes; long enough at times that another has written meanwhile. */
  STOP(Needs.NOTHING) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      node.stop();
      Cluster.sleep(chance.nextInt(300, 9_000));
      node.wake();
    }
  },
  /** Stands still for so long that everyone gives it up. */
  HANG(Needs.NOTHING) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      node.stop();
      Cluster.sleep(12_000);
      node.wake();
    }
  },
  /** Nothing reaches it, and it reaches nothing. */
  CUT(Needs.LAN) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      all.lan.cut(node.number);
      Cluster.sleep(chance.nextInt(500, 9_000));
      all.lan.join(node.number);
    }
  },
  /** Clients and the database reach it, the other nodes do not. */
  ALONE(Needs.LAN) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      for (int other : all.lan.others(node.number)) {
        all.lan.misdirect(node.number, other);
        all.lan.misdirect(other, node.number);
      }
      Cluster.sleep(chance.nextInt(1_000, 9_000));
      all.lan.heal();
    }
  },
  /** What it sends to one other is lost, and what that one sends arrives. */
  ONE_WAY(Needs.LAN) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      List<Integer> others = all.lan.others(node.number);
      all.lan.misdirect(node.number, others.get(chance.nextInt(others.size())));
      Cluster.sleep(chance.nextInt(500, 8_000));
      all.lan.heal();
    }
  },
  /** Its line goes and comes. */
  FLAP(Needs.LAN) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      for (int i = chance.nextInt(3, 8); i > 0; i--) {
        all.lan.cut(node.number);
        Cluster.sleep(chance.nextInt(100, 900));
        all.lan.join(node.number);
        Cluster.sleep(chance.nextInt(100, 900));
      }
    }
  },
  /** It sends slowly. */
  SLOW(Needs.LAN) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      all.lan.slow(node.number, chance.nextInt(48, 512));
      Cluster.sleep(chance.nextInt(1_000, 6_000));
      all.lan.heal();
    }
  },
  /** Its clock jumps, and jumps back. */
  CLOCK(Needs.CLOCKS) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      int[] jumps = {-86_400, -3_600, -7, 7, 3_600, 86_400};
      node.clock(jumps[chance.nextInt(jumps.length)]);
      Cluster.sleep(chance.nextInt(500, 4_000));
      node.clock(0);
    }
  },
  /** Nothing more fits on its disk. */
  FULL(Needs.SMALL_DISKS) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      node.fillDisk();
      Cluster.sleep(chance.nextInt(500, 4_000));
      node.freeDisk();
    }
  },
  /** The database dies and is started again. */
  DATABASE(Needs.DATABASE) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws Exception {
      Database database = all.database.orElseThrow();
      database.kill();
      Cluster.sleep(chance.nextInt(0, 3_000));
      database.restart();
    }
  },
  /** One node does not reach the database. */
  NO_DATABASE(Needs.LAN_AND_DATABASE) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      all.lan.misdirect(node.number, all.lan.database());
      Cluster.sleep(chance.nextInt(500, 8_000));
      all.lan.heal();
    }
  },
  /** It is drained, and taken back. */
  DRAIN(Needs.NOTHING) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      String path = "/api/cluster/nodes/" + node.name + "/drain";
      try {
        all.ask(node, "POST", path, "", 5);
        Cluster.sleep(chance.nextInt(200, 3_000));
      } catch (IOException e) {
        // Another fault may be in the way; taking it back must work, or the table stays unwhole.
        Effort.say("faults: not drained: %s", e.getMessage());
      }
      undrain(all, node, path);
    }

    private void undrain(Cluster all, Node node, String path) throws IOException {
      for (int tries = 0; ; tries++) {
        try {
          JsonNode said = all.ask(node, "DELETE", path, "", 5);
          if (!said.path("draining").asBoolean()) {
            return;
          }
        } catch (IOException e) {
          if (tries > 20) {
            throw e;
          }
        }
        Cluster.sleep(500);
      }
    }
  },
  /** It is stopped in order and started again. */
  RESTART(Needs.NOTHING) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      node.end();
      node.launch();
    }
  },
  /** All are stopped in order and started again, one after the other. */
  ROLL(Needs.NOTHING) {
    @Override
    void hurt(Cluster all, Node node, SplittableRandom chance) throws IOException {
      for (Node each : all.nodes()) {
        if (each.isAlive()) {
          each.end();
          each.launch();
          all.awaitWhole(60);
        }
      }
    }
  };

  private enum Needs {
    NOTHING,
    LAN,
    CLOCKS,
    SMALL_DISKS,
    DATABASE,
    LAN_AND_DATABASE
  }

  private final Needs needs;

  Fault(Needs needs) {
    this.needs = needs;
  }

  abstract void hurt(Cluster all, Node node, SplittableRandom chance) throws Exception;

  /** Those that can be done here; what takes long is rare. */
  static List<Fault> possible(Cluster all) {
    List<Fault> possible = new ArrayList<>();
    for (Fault each : values()) {
      boolean can =
          switch (each.needs) {
            case NOTHING -> true;
            case LAN -> all.lan.isReal();
            case CLOCKS -> all.clocks;
            case SMALL_DISKS -> all.smallDisks;
            case DATABASE -> all.database.isPresent();
            case LAN_AND_DATABASE -> all.lan.isReal() && all.database.isPresent();
          };
      for (int i = each == ROLL || each == HANG ? 1 : 4; can && i > 0; i--) {
        possible.add(each);
      }
    }
    return possible;
  }
}
