package io.tablekeep.server.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** A file with 32 bytes of chance that only its owner can read. */
public final class SecretFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /**
   * Reads the secret, or makes one. A file that others could read is closed to them.
   *
   * @param file where it is kept
   * @return the secret's text in base64url; the whole text is the secret
   * @throws IOException when the file cannot be read or written, or holds no secret
   */
  public static String readOrCreate(Path file) throws IOException {
    Optional<String> there = read(file);
    if (there.isPresent()) {
      return there.get();
    }
    String text = fresh();
    write(file, text);
    return text;
  }

  /**
   * A new secret.
   *
   * @return its text in base64url
   */
  public static String fresh() {
    byte[] chance = new byte[32];
    new SecureRandom().nextBytes(chance);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
  }

  /**
   * Writes a secret, whole or not at all.
   *
   * @param file where it is kept
   * @param text the secret's text
   * @throws IOException when the file cannot be written
   */
  public static void write(Path file, String text) throws IOException {
    // Written beside and moved, so that a crash never leaves half a secret.
    Path beside =
        Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new", ownerOnly(file));
    Files.writeString(beside, text + "\n", StandardCharsets.US_ASCII);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads the secret. A file that others could read is closed to them.
   *
   * @param file where it is kept
   * @return the secret's text; empty when there is no file
   * @throws IOException when the file cannot be read, or holds no secret
   */
  public static Optional<String> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (posix(file) && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (text.length() < 43) {
      throw new IOException(file + " holds no secret; remove it to have a new one made");
    }
    return Optional.of(text);
  }

  /**
   * The same as the bytes themselves.
   *
   * @param file where it is kept
   * @return 32 bytes of chance
   * @throws IOException when the file cannot be read or written, or holds no secret
   */
  public static byte[] bytes(Path file) throws IOException {
    byte[] secret;
    try {
      secret = Base64.getUrlDecoder().decode(readOrCreate(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no secret; remove it to have a new one made", e);
    }
    if (secret.length != 32) {
      throw new IOException(file + " holds no secret; remove it to have a new one made");
    }
    return secret;
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return posix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
