package io.tablekeep.testkit.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of Java in a README. What a reader would put around it is put around it here:
 *
 * <ul>
 *   <li>a block with a class is a source file;
 *   <li>a block that begins with {@code @Test} is the inside of a test class;
 *   <li>a block of declarations ({@code system}…) is the inside of {@code define};
 *   <li>any other is the inside of a method, whose parameters are in its first line: {@code //
 *       given: Table table, Node sheet}.
 * </ul>
 *
 * <p>All are in one package, so that a test may name a system of another README, and the SDK's
 * packages are imported.
 *
 * @param file the README
 * @param line line of the block's first line in it, from 1
 * @param kind what it is
 * @param code what it says
 */
record Snippet(Path file, int line, Kind kind, List<String> code) {
  static final String PACKAGE = "snippets";

  private static final Pattern TYPE =
      Pattern.compile(
          "(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+).*");
  private static final Pattern GIVEN = Pattern.compile("// given: (.+)");

  private static final List<String> IMPORTS =
      List.of(
          "io.tablekeep.sdk.conflict.*",
          "io.tablekeep.sdk.dice.*",
          "io.tablekeep.sdk.error.*",
          "io.tablekeep.sdk.game.*",
          "io.tablekeep.sdk.geometry.*",
          "io.tablekeep.sdk.geometry.area.*",
          "io.tablekeep.sdk.geometry.grid.*",
          "io.tablekeep.sdk.geometry.sight.*",
          "io.tablekeep.sdk.model.*",
          "io.tablekeep.sdk.model.action.*",
          "io.tablekeep.sdk.model.map.*",
          "io.tablekeep.sdk.model.people.*",
          "io.tablekeep.sdk.schema.*",
          "io.tablekeep.sdk.state.*",
          "io.tablekeep.sdk.view.*",
          "io.tablekeep.testkit.*",
          "java.nio.file.Path",
          "java.time.Duration",
          "java.time.Instant",
          "java.util.*",
          "java.util.stream.*",
          "org.junit.jupiter.api.Test",
          "org.pf4j.Extension",
          "static io.tablekeep.testkit.TestTable.BRAM",
          "static io.tablekeep.testkit.TestTable.CORA");

  /** What a block is. */
  enum Kind {
    /** One or more types. */
    FILE,
    /** Methods of a test. */
    TESTS,
    /** Declarations of a system. */
    DECLARATIONS,
    /** Anything else that can stand in a method. */
    STATEMENTS
  }

  static List<Snippet> in(Path readme) throws IOException {
    List<Snippet> all = new ArrayList<>();
    List<String> lines = Files.readAllLines(readme);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith("```java")) {
        int end = i + 1;
        while (!lines.get(end).strip().equals("```")) {
          end++;
        }
        List<String> code = lines.subList(i + 1, end);
        all.add(new Snippet(readme, i + 2, kind(code), List.copyOf(code)));
        i = end;
      }
    }
    return all;
  }

  private static Kind kind(List<String> code) {
    if (code.stream().anyMatch(line -> TYPE.matcher(line).matches() && !line.endsWith(";"))) {
      return Kind.FILE;
    }
    String first = code.stream().filter(line -> !line.startsWith("//")).findFirst().orElse("");
    if (first.equals("@Test")) {
      return Kind.TESTS;
    }
    return first.startsWith("system") ? Kind.DECLARATIONS : Kind.STATEMENTS;
  }

  /** The class that is compiled: the first of a file, one of our own otherwise. */
  String type() {
    if (kind == Kind.FILE) {
      for (String line : code) {
        Matcher type = TYPE.matcher(line);
        if (type.matches()) {
          return type.group(1);
        }
      }
    }
    return file.getParent().getFileName().toString().replaceAll("\\W", "_") + "_line" + line;
  }

  /** What is compiled, with the block's lines where they are in the README. */
  String source() {
    StringBuilder source = new StringBuilder("package " + PACKAGE + "; ");
    IMPORTS.forEach(one -> source.append("import ").append(one).append("; "));
    source.append("\n".repeat(line - 1));
    String head = "";
    String foot = "}";
    switch (kind) {
      case FILE -> foot = "";
      case TESTS -> head = "public class " + type() + " {";
      case DECLARATIONS -> {
        head =
            "public class %s implements GameSystem { @Override public String id() { return \"%s\"; }"
                    .formatted(type(), "duel")
                + " @Override public void define(SystemDefinition system) {";
        foot = "}}";
      }
      case STATEMENTS -> {
        head =
            "public class "
                + type()
                + " { public static void run("
                + given()
                + ") throws Exception {";
        foot = "}}";
      }
    }
    // On the line of the opening fence.
    source.setLength(source.length() - 1);
    source.append(head).append('\n');
    code.forEach(each -> source.append(each).append('\n'));
    return source.append(foot).append('\n').toString();
  }

  private String given() {
    Matcher given = GIVEN.matcher(code.get(0));
    return given.matches() ? given.group(1) : "";
  }

  /** Statements that need nothing but themselves. */
  boolean standsAlone() {
    return given().isEmpty();
  }

  @Override
  public String toString() {
    return file.getFileName() + " of " + file.getParent().getFileName() + ':' + line;
  }
}
