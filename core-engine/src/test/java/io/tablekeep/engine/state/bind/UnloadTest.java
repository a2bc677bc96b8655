package io.tablekeep.engine.state.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tablekeep.engine.state.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnloadTest {
  public record Sheet(int hp, List<Sheet> pets) {}

  /** Defines the record again, as the class loader of a plugin would. */
  private static final class Loader extends ClassLoader {
    Loader() {
      super(UnloadTest.class.getClassLoader());
    }

    Class<?> sheet() throws IOException {
      try (InputStream in = UnloadTest.class.getResourceAsStream("UnloadTest$Sheet.class")) {
        byte[] code = in.readAllBytes();
        return defineClass(Sheet.class.getName(), code, 0, code.length);
      }
    }
  }

  @Test
  void theClassesOfAPluginThatIsGoneAreGone() throws IOException, InterruptedException {
    WeakReference<ClassLoader> loader = used();
    for (int i = 0; i < 500 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertNull(loader.get(), "something of ours still holds the plugin's classes");
  }

  private static WeakReference<ClassLoader> used() throws IOException {
    Loader loader = new Loader();
    Class<?> type = loader.sheet();
    assertNotSame(Sheet.class, type);
    Object tree = Records.write(Map.of("hp", 3, "pets", List.of(Map.of("hp", 1))), 1);
    Object sheet = Records.read(tree, type, Records.UnknownKeys.REFUSED);
    assertEquals(loader, sheet.getClass().getClassLoader());
    ReadSet reads = new ReadSet(tree);
    Object again = NodeView.of(tree, reads).as(type.asSubclass(Record.class));
    assertNotSame(
        sheet, again); // equals would be linked, and JDK 17 holds the last so linked class
    assertEquals(2, reads.reads().size());
    JsonObject written = Records.writeRecord((Record) again, 2);
    assertEquals("{\"hp\":3,\"pets\":[{\"hp\":1,\"pets\":[]}]}", written.toString());
    return new WeakReference<>(loader);
  }
}
