package io.tablekeep.sdk.baseline;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javassist.bytecode.AccessFlag;
import javassist.bytecode.AttributeInfo;
import javassist.bytecode.ClassFile;
import javassist.bytecode.FieldInfo;
import javassist.bytecode.MethodInfo;

/** What others can name of some classes: no code, nothing private, no words. */
final class ApiStubs {
  private static final Set<String> KEPT =
      Set.of(
          "Signature",
          "Exceptions",
          "InnerClasses",
          "PermittedSubclasses",
          "Record",
          "ConstantValue",
          "AnnotationDefault");

  /** By class name, sorted. */
  private final Map<String, ClassFile> classes = new TreeMap<>();

  private ApiStubs() {}

  /** Everything compiled in a folder. */
  static ApiStubs of(Path folder) throws IOException {
    ApiStubs stubs = new ApiStubs();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        ClassFile one = new ClassFile(new DataInputStream(in));
        stubs.classes.put(one.getName(), one);
      }
    }
    stubs.strip();
    return stubs;
  }

  private void strip() {
    Set<String> needed = new HashSet<>();
    classes.values().stream().filter(ApiStubs::open).forEach(one -> needed.add(one.getName()));
    for (String name : List.copyOf(needed)) {
      for (ClassFile at = classes.get(name); at != null; at = classes.get(at.getSuperclass())) {
        needed.add(at.getName());
      }
    }
    classes.keySet().retainAll(needed);
    for (ClassFile one : classes.values()) {
      one.getMethods().removeIf(method -> !open(method.getAccessFlags()));
      one.getFields().removeIf(field -> !open(field));
      keep(one.getAttributes());
      for (MethodInfo method : one.getMethods()) {
        keep(method.getAttributes());
      }
      for (FieldInfo field : one.getFields()) {
        keep(field.getAttributes());
      }
      one.compact();
    }
  }

  private static void keep(List<AttributeInfo> attributes) {
    attributes.removeIf(each -> !KEPT.contains(each.getName()));
  }

  private static boolean open(ClassFile one) {
    int flags = one.getInnerAccessFlags();
    return open(flags < 0 ? one.getAccessFlags() : flags);
  }

  private static boolean open(FieldInfo field) {
    return open(field.getAccessFlags()) || field.getName().equals("serialVersionUID");
  }

  private static boolean open(int flags) {
    return (flags & (AccessFlag.PUBLIC | AccessFlag.PROTECTED)) != 0;
  }

  /** One class, to plant a break in it. */
  ClassFile get(Class<?> type) {
    return classes.get(type.getName());
  }

  /** As a jar, the same bytes for the same classes. */
  void write(Path jar) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setLevel(9);
      for (ClassFile one : classes.values()) {
        ZipEntry entry = new ZipEntry(one.getName().replace('.', '/') + ".class");
        entry.setTimeLocal(LocalDateTime.of(2025, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        one.write(new DataOutputStream(zip));
      }
    }
  }
}
