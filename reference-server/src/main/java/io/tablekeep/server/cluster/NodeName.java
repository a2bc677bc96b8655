package io.tablekeep.server.cluster;

import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The lasting name of a node: documents find their places by it, so a restart keeps it. */
final class NodeName {
  private static final String FILE = "node.name";
  private static final int MARK_BYTES = 3;

  private NodeName() {}

  /** The name in the data folder, made the first time from that of the machine. */
  static String in(Path data) {
    Path file = data.resolve(FILE);
    try {
      if (Files.exists(file)) {
        String name = Files.readString(file).strip();
        if (!name.isEmpty() && name.length() <= NodeCard.MOST_NAME) {
          return name;
        }
      }
      byte[] mark = new byte[MARK_BYTES];
      new SecureRandom().nextBytes(mark);
      String name = machine() + "-" + HexFormat.of().formatHex(mark);
      Path beside = data.resolve(FILE + ".new");
      Files.writeString(beside, name + "\n");
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      return name;
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.USER, "data-folder", file + " cannot be used: " + e.getMessage());
    }
  }

  private static String machine() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      name = "node";
    }
    int most = NodeCard.MOST_NAME - 2 * MARK_BYTES - 1;
    return name.length() > most ? name.substring(0, most) : name;
  }
}
