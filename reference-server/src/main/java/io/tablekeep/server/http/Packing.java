package io.tablekeep.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Files of the page, packed once and sent so to whoever unpacks. */
final class Packing {
  private static final Pattern GZIP =
      Pattern.compile(
          "(?:^|,)\\s*gzip\\s*(?:;\\s*q=)?(?<share>[0-9.]*)\\s*(?=,|$)", Pattern.CASE_INSENSITIVE);

  private Packing() {}

  /** The bytes as gzip (RFC 1952) packs them. */
  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      packing.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Whether an {@code Accept-Encoding} (RFC 9110, 12.5.3) takes gzip. */
  static boolean taken(@Nullable String accepts) {
    Matcher gzip = GZIP.matcher(accepts == null ? "" : accepts);
    return gzip.find() && !gzip.group("share").matches("0(\\.0*)?");
  }
}
