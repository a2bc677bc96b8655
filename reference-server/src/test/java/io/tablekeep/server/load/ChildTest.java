package io.tablekeep.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  @Test
  void aProcessThatIsNeverReadyIsAFaultAndNotLeftBehind(@TempDir Path folder) {
    TablekeepException fault =
        assertThrows(TablekeepException.class, () -> Child.start(folder.resolve("log"), "--help"));
    assertEquals("child-failed", fault.code());
    assertTrue(
        ProcessHandle.current()
            .children()
            .noneMatch(child -> child.info().commandLine().orElse("").contains("--help")));
  }

  @Test
  void aProcessIsReadyWithItsFirstObject(@TempDir Path folder) throws IOException {
    try (Child relay = Child.start(folder.resolve("log"), "relay")) {
      assertTrue(relay.ready().path("port").asInt() > 0, relay.ready()::toString);
    }
  }
}
