package io.tablekeep.engine.cluster.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.engine.runtime.Loop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several services on the lines of one node. */
class ServicesTest {
  private final List<String> asked = new ArrayList<>();
  private final Services services = new Services();

  private final class Noting implements Lines.Answering {
    private final String name;

    Noting(String name) {
      this.name = name;
    }

    @Override
    public Optional<Loop> place(String peer, byte[] hello) {
      asked.add(name + " " + peer + " " + new String(hello, StandardCharsets.UTF_8));
      return Optional.empty();
    }

    @Override
    public LineEnd answer(Line line, byte[] hello) {
      throw new AssertionError("nobody was placed");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theFirstWordsNameTheService() {
    services.add("seat", new Noting("seat"));
    services.add("copy", new Noting("copy"));
    services.place("a", Services.hello("copy", bytes("campaign/x")));
    services.place("b", Services.hello("seat", new byte[0]));
    assertEquals(List.of("copy a campaign/x", "seat b "), asked);
  }

  @Test
  void whatNamesNoServiceIsPlacedNowhere() {
    services.add("seat", new Noting("seat"));
    byte[][] garbage = {
      {}, {0}, {-1, 2}, {9, 's'}, {4, 's', 'e', 'a'}, Services.hello("sea", bytes("t"))
    };
    for (byte[] hello : garbage) {
      assertEquals(Optional.empty(), services.place("a", hello));
    }
    assertEquals(List.of(), asked);
  }

  @Test
  void aServiceIsAddedOnceAndHasAName() {
    services.add("seat", new Noting("seat"));
    assertThrows(IllegalStateException.class, () -> services.add("seat", new Noting("seat")));
    assertThrows(IllegalArgumentException.class, () -> services.add("", new Noting("")));
    assertThrows(IllegalArgumentException.class, () -> services.add("Seat", new Noting("Seat")));
  }
}
