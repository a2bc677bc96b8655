package io.tablekeep.server.torture;

import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes to the port, and the bytes that come back. */
final class RawHttp {
  private RawHttp() {}

  /** What came back until the connection was closed or an answer was whole. */
  static String exchange(int port, byte[] bytes) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (RawSocket raw = RawSocket.plain(port)) {
      raw.waits(30_000); // what is no request at all has no answer
      raw.bytes(bytes);
      InputStream in = raw.input();
      byte[] part = new byte[8192];
      while (!isWhole(answer)) {
        int got = in.read(part);
        if (got < 0) {
          break;
        }
        answer.append(new String(part, 0, got, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException silent) {
      answer.append("(silence)");
    } catch (SocketException closed) {
      answer.append("(reset)");
    }
    return answer.toString();
  }

  static byte[] head(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isWhole(StringBuilder answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    String head = answer.substring(0, end).toLowerCase(java.util.Locale.ROOT);
    int at = head.indexOf("content-length:");
    if (at < 0) {
      return head.startsWith("http/1.1 101");
    }
    int length = Integer.parseInt(head.substring(at + 15).strip().split("\\s", 2)[0]);
    return answer.length() >= end + 4 + length;
  }

  /** Status of an answer; 0 when there was none. */
  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  static String body(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end < 0 ? "" : answer.substring(end + 4);
  }
}
