package io.tablekeep.engine.runtime.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  /** As a plugin might declare it. */
  public static final class Custom extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Custom() {
      super("the door is locked", new IllegalStateException("jammed"));
    }
  }

  /** A message that must not be asked for anywhere but on the rule's thread. */
  public static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message for you");
    }
  }

  /** A coded refusal with a class of the plugin's own. */
  public static final class Coded extends TablekeepException {
    private static final long serialVersionUID = 1L;

    public Coded() {
      super(ErrorKind.USER, "door-locked", "The door is locked.", "/door");
    }
  }

  /** Loads the classes above once more, as a plugin's loader would. */
  private static Throwable foreign(Class<? extends Throwable> home) throws Exception {
    ClassLoader loader =
        new ClassLoader(FailuresTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(home.getName())) {
              return super.loadClass(name, resolve);
            }
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = getParent().getResourceAsStream(file)) {
              byte[] bytes = in.readAllBytes();
              return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    return (Throwable) loader.loadClass(home.getName()).getConstructor().newInstance();
  }

  @Test
  void whatComesFromTheJdkOrFromUsStaysAsItIs() {
    for (Throwable thrown :
        new Throwable[] {
          new IllegalStateException("a", new IOException("b")), new Custom(), new Coded()
        }) {
      assertSame(thrown, Failures.portable(thrown));
    }
  }

  @Test
  void anExceptionOfAPluginIsCopiedInWords() throws Exception {
    Throwable thrown = foreign(Custom.class);
    RuleFault fault = assertInstanceOf(RuleFault.class, Failures.portable(thrown));
    assertEquals("rule-failed", fault.code());
    assertEquals(Custom.class.getName() + ": the door is locked", fault.getMessage());
    assertEquals(thrown.getStackTrace()[0], fault.getStackTrace()[0]);
    assertTrue(String.valueOf(fault.getCause().getMessage()).endsWith("jammed"));
  }

  @Test
  void anExceptionOfAPluginWithinOneOfTheJdkIsCopiedToo() throws Exception {
    Throwable wrapped = new IllegalStateException("outer", foreign(Custom.class));
    RuleFault fault = assertInstanceOf(RuleFault.class, Failures.portable(wrapped));
    assertNotNull(fault.getCause());
    assertInstanceOf(RuleFault.class, fault.getCause());
    Throwable suppressed = new IllegalStateException("outer");
    suppressed.addSuppressed(foreign(Custom.class));
    assertInstanceOf(RuleFault.class, Failures.portable(suppressed));
  }

  @Test
  void aMessageThatThrowsIsLeftOut() throws Exception {
    RuleFault fault = assertInstanceOf(RuleFault.class, Failures.portable(foreign(Hostile.class)));
    assertTrue(fault.getMessage().contains(Hostile.class.getName()), fault.getMessage());
  }

  @Test
  void aCodedErrorOfAPluginKeepsItsCodeKindAndPlace() throws Exception {
    Throwable thrown = foreign(Coded.class);
    TablekeepException copy = assertInstanceOf(TablekeepException.class, Failures.portable(thrown));
    assertSame(TablekeepException.class, copy.getClass());
    assertEquals("door-locked", copy.code());
    assertEquals(ErrorKind.USER, copy.kind());
    assertEquals("/door", copy.field().orElseThrow());
    assertEquals("The door is locked.", copy.getMessage());
  }

  @Test
  void aChainThatGoesRoundEnds() throws Exception {
    Throwable thrown = foreign(Custom.class);
    Throwable inner = new IllegalStateException("inner");
    Throwable outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);
    outer.addSuppressed(thrown);
    assertInstanceOf(RuleFault.class, Failures.portable(outer));
  }
}
