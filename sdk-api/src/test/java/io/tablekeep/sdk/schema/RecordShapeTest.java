package io.tablekeep.sdk.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordShapeTest {
  enum Mood {
    PROUD,
    VERY_WET
  }

  record Sheet(
      int level,
      @Default("3") int luck,
      @Default("true") boolean alive,
      @Default("1.5") double size,
      @Default("very-wet") Mood mood,
      @Default("") String motto,
      Optional<Integer> age,
      List<String> names,
      Set<String> tags,
      Map<String, String> notes) {}

  @Test
  void onlyWhatHasNoOtherMeaningWhenAbsentIsRequired() {
    assertEquals(
        List.of(
            Optional.empty(),
            Optional.of(3),
            Optional.of(true),
            Optional.of(1.5),
            Optional.of(Mood.VERY_WET),
            Optional.of(""),
            Optional.of(Optional.empty()),
            Optional.of(List.of()),
            Optional.of(Set.of()),
            Optional.of(Map.of())),
        RecordShape.of(Sheet.class).components().stream().map(Component::whenAbsent).toList());
  }

  @Test
  void aRecordIsMadeAndReadByItsShape() {
    RecordShape shape = RecordShape.of(Sheet.class);
    Record made =
        shape.create(
            1, 2, false, 1.0, Mood.PROUD, "x", Optional.of(30), List.of("a"), Set.of(), Map.of());

    assertEquals(
        new Sheet(
            1, 2, false, 1, Mood.PROUD, "x", Optional.of(30), List.of("a"), Set.of(), Map.of()),
        made);
    assertEquals(1, shape.components().get(0).get(made));
    assertEquals(Optional.of(30), shape.components().get(6).get(made));
    assertSame(shape, RecordShape.of(Sheet.class));
  }

  record Picky(int number) {
    Picky {
      if (number < 0) {
        throw new IllegalArgumentException("No debts.");
      }
    }
  }

  @Test
  void whatARecordItselfRefusesReachesTheCaller() {
    assertEquals(
        "No debts.",
        assertThrows(IllegalArgumentException.class, () -> RecordShape.of(Picky.class).create(-1))
            .getMessage());
  }

  record Careless(@Default("many") int number) {}

  @Test
  void aDefaultOfTheWrongTypeIsFoundWhenTheRecordIsDeclared() {
    assertTrue(
        String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> RecordShape.of(Careless.class))
                    .getMessage())
            .startsWith("Record " + Careless.class.getName() + " cannot be used: "));
  }

  @Test
  void whatIsLearntAboutAPluginsRecordGoesWithThePlugin() throws Exception {
    WeakReference<ClassLoader> plugin = useAndDropAPlugin();

    for (int i = 0; i < 200 && plugin.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(plugin.get(), "the plugin's class loader is still reachable");
  }

  private static WeakReference<ClassLoader> useAndDropAPlugin() throws Exception {
    ClassLoader loader = new ChildFirst();
    Class<? extends Record> type =
        loader.loadClass(PluginRecord.class.getName()).asSubclass(Record.class);
    assertNotSame(PluginRecord.class, type);
    RecordShape shape = RecordShape.of(type);
    RecordShape inner =
        RecordShape.of(
            loader.loadClass(PluginRecord.Inner.class.getName()).asSubclass(Record.class));
    Object mood = shape.components().get(1).whenAbsent().orElseThrow();
    Record value = shape.create(0, mood, inner.create("ab"));
    assertEquals(2, Constraints.check(value).size());
    assertEquals("proud", TextForm.of(mood));
    assertEquals(List.of(), SchemaJudge.faultsOf(JsonSchema.of(type)));
    return new WeakReference<>(loader);
  }

  private static final class ChildFirst extends ClassLoader {
    ChildFirst() {
      super(RecordShapeTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(PluginRecord.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      try (InputStream in =
          Objects.requireNonNull(
              getResourceAsStream(name.replace('.', '/') + ".class"), "class file")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
