package io.tablekeep.engine.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Whose plugins are let in. Everything is looked at before any code of a plugin runs.
 *
 * <p>Beside a plugin's file may stand {@code file.sha256} (as {@code sha256sum} writes it); it must
 * be right then. Where keys are trusted, {@code file.sig} must stand there too: the base64 of an
 * Ed25519 signature (RFC 8032) of the file's bytes by one of the keys. Folders named as exempt,
 * such as that of the program's own plugins, need neither.
 */
public final class PluginTrust {
  /** Asks for no signature. */
  public static final PluginTrust ANYONE = new PluginTrust(List.of(), List.of());

  private final List<PublicKey> keys;
  private final List<Path> exempt;

  private PluginTrust(List<PublicKey> keys, List<Path> exempt) {
    this.keys = keys;
    this.exempt = exempt;
  }

  /**
   * Asks for a signature.
   *
   * @param keys Ed25519 public keys, each the base64 of its X.509 form (RFC 8410), with or without
   *     the lines of PEM; with none, no signature is asked for
   * @return the trust
   * @throws IllegalArgumentException when one is no such key
   */
  public static PluginTrust of(List<String> keys) {
    List<PublicKey> read = new ArrayList<>();
    for (String key : keys) {
      try {
        String base64 = key.replaceAll("-----[A-Z ]+-----|\\s", "");
        byte[] bytes = Base64.getDecoder().decode(base64);
        read.add(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes)));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new IllegalArgumentException("'" + key + "' is no Ed25519 public key", e);
      }
    }
    return new PluginTrust(List.copyOf(read), List.of());
  }

  /**
   * The same, but a folder's files need no signature.
   *
   * @param folder the folder
   * @return another trust
   */
  public PluginTrust exempting(Path folder) {
    List<Path> more = new ArrayList<>(exempt);
    more.add(folder);
    return new PluginTrust(keys, List.copyOf(more));
  }

  void check(Path file, Path copy, String sha256) throws IOException, PluginRefused {
    checksum(file, sha256);
    if (!keys.isEmpty() && !exempt.contains(file.getParent())) {
      signature(file, copy);
    }
  }

  private static void checksum(Path file, String sha256) throws IOException, PluginRefused {
    Path beside = file.resolveSibling(file.getFileName() + ".sha256");
    if (Files.exists(beside)) {
      String said = Files.readString(beside).strip().split("\\s", 2)[0];
      if (!said.toLowerCase(Locale.ROOT).equals(sha256)) {
        throw new PluginRefused(
            "plugin-checksum",
            "Its SHA-256 is not the one in %s; the file is damaged or another one."
                .formatted(beside.getFileName()));
      }
    }
  }

  private void signature(Path file, Path copy) throws IOException, PluginRefused {
    Path beside = file.resolveSibling(file.getFileName() + ".sig");
    if (!Files.exists(beside)) {
      throw new PluginRefused(
          "plugin-unsigned",
          "This host takes signed plugins only, and there is no " + beside.getFileName() + ".");
    }
    for (PublicKey key : keys) {
      if (signed(key, beside, copy)) {
        return;
      }
    }
    throw new PluginRefused(
        "plugin-signature",
        "Nobody whom this host trusts has signed it: %s fits none of its keys."
            .formatted(beside.getFileName()));
  }

  private static boolean signed(PublicKey key, Path signature, Path copy) throws IOException {
    try (InputStream in = Files.newInputStream(copy)) {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      byte[] buffer = new byte[64 << 10];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        check.update(buffer, 0, n);
      }
      return check.verify(Base64.getMimeDecoder().decode(Files.readString(signature).strip()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // No signature at all: of this key least.
    }
  }
}
