package io.tablekeep.server.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.auth.Keys;
import io.tablekeep.server.auth.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that the nodes of a cluster have in common. */
class SharedKeysTest {
  private static final String SECRET = "only the nodes know that";

  @TempDir Path folder;

  private final Memory map = new Memory();

  /** A map that all nodes reach. */
  private static final class Memory implements SharedMap {
    final Map<String, String> entries = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Optional<String>> get(String key) {
      return CompletableFuture.completedFuture(Optional.ofNullable(entries.get(key)));
    }

    @Override
    public CompletionStage<Optional<String>> swap(
        String key, Optional<String> expected, Optional<String> next) {
      entries.compute(
          key, (at, now) -> Optional.ofNullable(now).equals(expected) ? next.orElse(null) : now);
      return get(key);
    }

    @Override
    public CompletionStage<Map<String, String>> all(Predicate<String> which) {
      throw new AssertionError("the keys are looked for by name");
    }
  }

  private Path node(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static Map<String, String> keys(Path data) throws IOException {
    Map<String, String> keys = new TreeMap<>();
    for (String name : Keys.FILES) {
      keys.put(name, SecretFile.read(data.resolve(name)).orElse(""));
    }
    return keys;
  }

  @Test
  void newNodesTakeTheKeysOfTheFirst() throws IOException {
    Path first = node("first");
    String host = SecretFile.readOrCreate(first.resolve("host.key"));
    new SharedKeys(first, SECRET).agree(map);
    Path second = node("second");
    new SharedKeys(second, SECRET).agree(map);
    assertEquals(host, keys(first).get("host.key"));
    assertFalse(keys(first).containsValue(""));
    assertEquals(keys(first), keys(second));
    assertFalse(map.entries.toString().contains(host), "the keys stand open in the map");
  }

  @Test
  void whoeverComesFirstAfterAllHaveStoppedBringsTheSame() throws IOException {
    Path first = node("first");
    Path second = node("second");
    new SharedKeys(first, SECRET).agree(map);
    new SharedKeys(second, SECRET).agree(map);
    Map<String, String> before = keys(first);
    map.entries.clear();
    new SharedKeys(second, SECRET).agree(map);
    new SharedKeys(first, SECRET).agree(map);
    assertEquals(before, keys(first));
    assertEquals(before, keys(second));
  }

  @Test
  void aFolderOfAnotherServerIsRefusedAndLeftAsItIs() throws IOException {
    new SharedKeys(node("first"), SECRET).agree(map);
    Path other = node("other");
    SecretFile.readOrCreate(other.resolve("host.key"));
    Map<String, String> before = keys(other);
    TablekeepException refused =
        assertThrows(TablekeepException.class, () -> new SharedKeys(other, SECRET).agree(map));
    assertEquals("other-keys", refused.code());
    assertEquals(before, keys(other));
  }

  @Test
  void anotherSecretOpensNothing() throws IOException {
    new SharedKeys(node("first"), SECRET).agree(map);
    Path other = node("other");
    TablekeepException refused =
        assertThrows(
            TablekeepException.class,
            () -> new SharedKeys(other, "something that is guessed").agree(map));
    assertEquals("cluster-join", refused.code());
    assertFalse(Files.exists(other.resolve("host.key")));
  }
}
