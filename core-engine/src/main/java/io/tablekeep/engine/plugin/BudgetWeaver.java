package io.tablekeep.engine.plugin;

import io.tablekeep.sdk.plugin.Budget;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts {@link Budget#check} at the start of every method and before every jump backwards, so
 * that neither a loop nor a recursion, nor a JDK loop that calls the plugin back, runs on for ever.
 *
 * <p>The call takes nothing from the stack and leaves nothing there, and stands before the jump: no
 * stack map frame moves to another state, so none is computed and no class of the plugin is loaded
 * to do it.
 */
final class BudgetWeaver {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetWeaver.class);
  private static final String OWNER = Type.getInternalName(Budget.class);

  private BudgetWeaver() {}

  static byte[] weave(String className, byte[] original) {
    ClassReader reader;
    try {
      reader = new ClassReader(original);
    } catch (IllegalArgumentException e) {
      throw linkageError(className, original, e);
    }
    try {
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new Weaving(writer), 0);
      return writer.toByteArray();
    } catch (MethodTooLargeException e) {
      // Generated code at the edge of what a class file can hold: better unchecked than refused.
      LOG.warn("{}.{} is too large for budget checks", className, e.getMethodName());
      return original;
    } catch (RuntimeException e) {
      throw linkageError(className, original, e);
    }
  }

  private static LinkageError linkageError(String name, byte[] bytes, RuntimeException cause) {
    boolean isClass = bytes.length > 7 && bytes[0] == (byte) 0xCA && bytes[1] == (byte) 0xFE;
    int major = isClass ? (bytes[6] & 0xFF) << 8 | (bytes[7] & 0xFF) : 0;
    LinkageError error =
        major > Opcodes.V17
            ? new UnsupportedClassVersionError(
                name + " was compiled for Java " + (major - 44) + ", which is not understood here")
            : new ClassFormatError(name + " is no class file that can be read");
    error.initCause(cause);
    return error;
  }

  private static final class Weaving extends ClassVisitor {
    Weaving(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return next == null ? null : new Method(next);
    }
  }

  private static final class Method extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();

    Method(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    private void check() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "check", "()V", false);
    }

    private void checkIfBackwards(Label... targets) {
      for (Label target : targets) {
        if (passed.contains(target)) {
          check();
          return;
        }
      }
    }

    @Override
    public void visitCode() {
      super.visitCode();
      check();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      checkIfBackwards(label);
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
      checkIfBackwards(otherwise);
      checkIfBackwards(labels);
      super.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
      checkIfBackwards(otherwise);
      checkIfBackwards(labels);
      super.visitLookupSwitchInsn(otherwise, keys, labels);
    }
  }
}
