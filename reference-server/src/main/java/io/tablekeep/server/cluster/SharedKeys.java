package io.tablekeep.server.cluster;

import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.auth.Keys;
import io.tablekeep.server.auth.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that all nodes have in common: links, sessions and what seats come back with count on
 * each of them. The first node brings those of its data folder; they stand in the cluster's memory,
 * closed with the cluster's secret, and in every node's folder, so that any node can be the first
 * again. Blocks.
 */
final class SharedKeys {
  private static final String ENTRY = "keys";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int PATIENCE_SECONDS = 30;

  private final Path data;
  private final String secret;

  SharedKeys(Path data, String secret) {
    this.data = data;
    this.secret = secret;
  }

  /**
   * Makes the keys of the folder those of the cluster.
   *
   * @param map what all nodes share
   * @throws TablekeepException code {@code other-keys} when the folder has others
   */
  void agree(SharedMap map) {
    try {
      Map<String, String> mine = new TreeMap<>();
      for (String name : Keys.FILES) {
        SecretFile.read(data.resolve(name)).ifPresent(text -> mine.put(name, text));
      }
      Optional<String> there = await(map.get(ENTRY));
      if (there.isEmpty()) {
        Map<String, String> offered = new TreeMap<>(mine);
        Keys.FILES.forEach(name -> offered.computeIfAbsent(name, missing -> SecretFile.fresh()));
        there = await(map.swap(ENTRY, Optional.empty(), Optional.of(closed(offered))));
      }
      take(mine, opened(there.orElseThrow()));
    } catch (IOException e) {
      throw new TablekeepException(
          ErrorKind.USER, "data-folder", "The keys in " + data + " cannot be used: " + e);
    }
  }

  private void take(Map<String, String> mine, Map<String, String> theirs) throws IOException {
    for (Map.Entry<String, String> each : mine.entrySet()) {
      if (!each.getValue().equals(theirs.get(each.getKey()))) {
        throw new TablekeepException(
            ErrorKind.USER,
            "other-keys",
            "The data folder "
                + data
                + " has other keys than the cluster: it was another server's. To join with it, move "
                + String.join(", ", Keys.FILES)
                + " out of it; links and sessions made by that server count no more then.");
      }
    }
    for (Map.Entry<String, String> each : theirs.entrySet()) {
      if (!mine.containsKey(each.getKey())) {
        SecretFile.write(data.resolve(each.getKey()), each.getValue());
      }
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "cluster-join",
          "The keys of the cluster could not be read: " + e.getCause(),
          null,
          e);
    }
  }

  private String closed(Map<String, String> keys) {
    StringBuilder text = new StringBuilder();
    keys.forEach((name, key) -> text.append(name).append('=').append(key).append('\n'));
    byte[] nonce = new byte[NONCE];
    new SecureRandom().nextBytes(nonce);
    byte[] sealed =
        cipher(Cipher.ENCRYPT_MODE, nonce, text.toString().getBytes(StandardCharsets.US_ASCII));
    byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE, sealed.length);
    return Base64.getEncoder().encodeToString(all);
  }

  private Map<String, String> opened(String closed) {
    byte[] all = Base64.getDecoder().decode(closed);
    byte[] text =
        cipher(
            Cipher.DECRYPT_MODE,
            Arrays.copyOf(all, NONCE),
            Arrays.copyOfRange(all, NONCE, all.length));
    Map<String, String> keys = new TreeMap<>();
    new String(text, StandardCharsets.US_ASCII)
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              keys.put(line.substring(0, equals), line.substring(equals + 1));
            });
    return keys;
  }

  /** AES-256-GCM; without a secret, on a loopback address, this hides nothing and harms nothing. */
  private byte[] cipher(int mode, byte[] nonce, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = ("tablekeep " + secret).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] derived = mac.doFinal("keys".getBytes(StandardCharsets.UTF_8));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "cluster-join",
          "The keys of the cluster cannot be opened; has every node the same --cluster-secret?",
          null,
          e);
    }
  }
}
