package io.tablekeep.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.sdk.game.GameSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginTrustTest {
  private static final String LOADED = "tablekeep.test.loaded";

  @TempDir Path folder;
  private Path jar = Path.of("");

  @BeforeEach
  void write() throws Exception {
    System.clearProperty(LOADED);
    jar =
        TestJar.system("wave", "static { System.setProperty(\"" + LOADED + "\", \"yes\"); }")
            .write(folder.resolve("wave.jar"));
  }

  private String open(PluginTrust trust) {
    PluginOptions options = PluginOptions.builder().folder(folder).trust(trust).build();
    try (PluginCatalog catalog = PluginCatalog.open(options)) {
      String code =
          catalog.refusals().stream().map(PluginRefusal::code).findFirst().orElse("loaded");
      assertEquals(
          code.equals("loaded") ? 1 : 0, catalog.extensions(GameSystem.class).size(), code);
      if (!code.equals("loaded")) {
        assertFalse(Boolean.getBoolean(LOADED) || System.getProperty(LOADED) != null, "it ran");
      }
      return code;
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static String text(KeyPair keys) {
    return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
  }

  private void sign(KeyPair by) throws Exception {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(by.getPrivate());
    signature.update(Files.readAllBytes(jar));
    Files.writeString(
        folder.resolve("wave.jar.sig"),
        Base64.getEncoder().encodeToString(signature.sign()) + "\n");
  }

  @Test
  void aRightChecksumLetsInAndAWrongOneDoesNot() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
    Path beside = folder.resolve("wave.jar.sha256");
    Files.writeString(beside, HexFormat.of().formatHex(hash) + "  wave.jar\n");
    assertEquals("loaded", open(PluginTrust.ANYONE));
    System.clearProperty(LOADED);
    hash[3] ^= 1;
    Files.writeString(beside, HexFormat.of().withUpperCase().formatHex(hash));
    assertEquals("plugin-checksum", open(PluginTrust.ANYONE));
    Files.writeString(beside, "");
    assertEquals("plugin-checksum", open(PluginTrust.ANYONE));
  }

  @Test
  void onlyWhatATrustedKeyHasSignedIsLetIn() throws Exception {
    KeyPair trusted = keys();
    PluginTrust trust = PluginTrust.of(List.of(text(keys()), text(trusted)));
    assertEquals("plugin-unsigned", open(trust));
    sign(keys());
    assertEquals("plugin-signature", open(trust));
    Files.writeString(folder.resolve("wave.jar.sig"), "no signature at all");
    assertEquals("plugin-signature", open(trust));
    sign(trusted);
    assertEquals("loaded", open(trust));
    System.clearProperty(LOADED);
    TestJar.system("wave", "static { System.setProperty(\"" + LOADED + "\", \"no\"); }").write(jar);
    assertEquals("plugin-signature", open(trust), "what was signed is another file");
  }

  @Test
  void theProgramsOwnFolderNeedsNoSignature() throws Exception {
    assertEquals("loaded", open(PluginTrust.of(List.of(text(keys()))).exempting(folder)));
  }

  @Test
  void aKeyIsReadWithAndWithoutPem() throws Exception {
    String pem = "-----BEGIN PUBLIC KEY-----\n" + text(keys()) + "\n-----END PUBLIC KEY-----\n";
    PluginTrust.of(List.of(pem));
    assertThrows(IllegalArgumentException.class, () -> PluginTrust.of(List.of("no key")));
  }
}
