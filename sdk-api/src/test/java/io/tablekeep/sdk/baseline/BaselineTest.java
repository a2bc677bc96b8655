package io.tablekeep.sdk.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.game.ActionSpec;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Changes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javassist.bytecode.AccessFlag;
import javassist.bytecode.ClassFile;
import javassist.bytecode.MethodInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are out there go on as they are. */
@Tag("gate")
class BaselineTest {
  private static final Path BASELINE = Path.of("src/baseline/sdk-api.jar");
  private static final Path CLASSES = Path.of("target/classes");

  @TempDir Path folder;

  private List<String> breaks(Class<?> type, Consumer<ClassFile> planted) throws Exception {
    ApiStubs was = ApiStubs.of(CLASSES);
    ApiStubs is = ApiStubs.of(CLASSES);
    planted.accept(is.get(type));
    was.write(folder.resolve("was.jar"));
    is.write(folder.resolve("is.jar"));
    return ApiBreaks.between(folder.resolve("was.jar"), folder.resolve("is.jar"));
  }

  private static void without(ClassFile type, String method) {
    assertTrue(type.getMethods().removeIf(each -> each.getName().equals(method)), method);
  }

  private static void with(ClassFile type, String method) {
    try {
      MethodInfo more = new MethodInfo(type.getConstPool(), method, "()V");
      more.setAccessFlags(AccessFlag.PUBLIC | AccessFlag.ABSTRACT);
      type.addMethod(more);
    } catch (javassist.CannotCompileException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingThatAPluginMayUseHasChanged() throws Exception {
    ApiStubs.of(CLASSES).write(folder.resolve("now.jar"));
    List<String> breaks = ApiBreaks.between(BASELINE, folder.resolve("now.jar"));
    assertEquals(
        List.of(),
        breaks,
        () ->
            "Plugins compiled against the baseline of sdk-api would break:\n  "
                + String.join("\n  ", breaks)
                + "\nIf that is meant, sdk-api/src/baseline/README.md says how to say so.");
  }

  @Test
  void theBaselineIsWholeAndSmall() throws Exception {
    assertTrue(Files.size(BASELINE) < 400_000, () -> BASELINE + " is no longer small");
    ApiStubs.of(CLASSES).write(folder.resolve("now.jar"));
    ApiStubs.of(folder).write(folder.resolve("none.jar"));
    assertTrue(ApiBreaks.between(BASELINE, folder.resolve("none.jar")).size() > 200);
  }

  @Test
  void nothingChangedBreaksNothing() throws Exception {
    assertEquals(List.of(), breaks(Changes.class, same -> {}));
  }

  @Test
  void aMethodThatIsGoneIsNamed() throws Exception {
    assertEquals(
        List.of("io.tablekeep.sdk.state.Changes.none(): method removed"),
        breaks(Changes.class, changes -> without(changes, "none")));
  }

  @Test
  void aComponentThatIsGoneIsNamed() throws Exception {
    assertEquals(
        List.of("io.tablekeep.sdk.game.Question.within(): method removed"),
        breaks(
            Question.class,
            question ->
                assertTrue(
                    question
                        .getMethods()
                        .removeIf(
                            each ->
                                each.getName().equals("within")
                                    && each.getDescriptor().startsWith("()")))));
  }

  @Test
  void aConstantThatIsGoneIsNamed() throws Exception {
    List<String> breaks =
        breaks(
            Role.class,
            role -> role.getFields().removeIf(each -> each.getName().equals("SPECTATOR")));
    assertEquals(List.of("io.tablekeep.sdk.game.Role.SPECTATOR: field removed"), breaks);
  }

  @Test
  void whatAPluginWouldHaveToImplementIsNamed() throws Exception {
    assertEquals(
        List.of("io.tablekeep.sdk.game.GameSystem.more(): method added to interface"),
        breaks(GameSystem.class, system -> with(system, "more")));
  }

  @Test
  void whatOnlyTheEngineImplementsMayGrow() throws Exception {
    assertEquals(List.of(), breaks(ActionSpec.class, spec -> with(spec, "more")));
  }
}
