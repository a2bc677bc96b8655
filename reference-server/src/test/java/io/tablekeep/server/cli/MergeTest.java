package io.tablekeep.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {
  @TempDir Path folder;

  private record Ran(int exit, String out, String err) {}

  private Ran merge(String base, String ours, String theirs, String... more) throws IOException {
    String[] words = new String[4 + more.length];
    words[0] = "merge";
    words[1] = Files.writeString(folder.resolve("base"), base).toString();
    words[2] = Files.writeString(folder.resolve("ours"), ours).toString();
    words[3] = Files.writeString(folder.resolve("theirs"), theirs).toString();
    System.arraycopy(more, 0, words, 4, more.length);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = CommandLines.run(words, new PrintWriter(out), new PrintWriter(err));
    return new Ran(exit, out.toString(), err.toString());
  }

  @Test
  void jsonIsMergedMemberByMember() throws IOException {
    Ran ran =
        merge(
            "{\"hp\":9,\"name\":\"Tok\"}",
            "{\"hp\":4,\"name\":\"Tok\"}",
            "{\"name\":\"Tok\",\"hp\":9,\"gold\":3}");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("{\n  \"gold\": 3,\n  \"hp\": 4,\n  \"name\": \"Tok\"\n}\n", ran.out());
  }

  @Test
  void conflictsAreListedAndOursStays() throws IOException {
    Ran ran =
        merge("{\"a\":{\"hp\":9}}", "{\"a\":{\"hp\":4}}", "{\"a\":{\"hp\":5},\"b\":1}", "--json");
    assertEquals(1, ran.exit());
    JsonNode told = RunningServer.JSON.readTree(ran.out());
    assertEquals(1, told.path("conflicts").size());
    assertEquals("/a/hp", told.at("/conflicts/0/path").asText());
    assertEquals("4", told.at("/conflicts/0/ours").asText());
    assertEquals("5", told.at("/conflicts/0/theirs").asText());
    JsonNode merged = RunningServer.JSON.readTree(told.path("result").asText());
    assertEquals(RunningServer.JSON.readTree("{\"a\":{\"hp\":4},\"b\":1}"), merged);
    Ran plain = merge("{\"a\":{\"hp\":9}}", "{\"a\":{\"hp\":4}}", "{\"a\":{\"hp\":5}}");
    assertEquals("conflict: /a/hp", plain.err().strip());
  }

  @Test
  void whatOneSideLeftAloneKeepsItsLayout() throws IOException {
    String laidOut = "{ \"b\" : 1,\n\t\"a\":2 }";
    assertEquals(laidOut, merge("{\"a\":1}", "{\"a\":1}", laidOut).out());
    assertEquals(laidOut, merge("{\"a\":1}", laidOut, "{\"a\":1}").out());
  }

  @Test
  void anythingElseIsMergedAsText() throws IOException {
    Ran clean = merge("one\ntwo\nthree\n", "ONE\ntwo\nthree\n", "one\ntwo\nTHREE\n");
    assertEquals(0, clean.exit());
    assertEquals("ONE\ntwo\nTHREE\n", clean.out());
    Ran torn = merge("one\ntwo\n", "one\n2\n", "one\nTWO\n");
    assertEquals(1, torn.exit());
    assertEquals("one\n<<<<<<< ours\n2\n=======\nTWO\n>>>>>>> theirs\n", torn.out());
    assertTrue(torn.err().strip().endsWith("ours:2"), torn.err());
  }

  @Test
  void theResultMayReplaceOneOfTheThree() throws IOException {
    String ours = folder.resolve("ours").toString();
    Ran ran = merge("", "{\"a\":1}", "{\"b\":2}", "-o", ours);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.out());
    assertEquals("{\n  \"a\": 1,\n  \"b\": 2\n}\n", Files.readString(folder.resolve("ours")));
  }

  @Test
  void aLinkStaysOneAndWhatIsNoFileIsWrittenTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("ours"));
    assertEquals(0, merge("", "{\"a\":1}", "{\"b\":2}", "-o", link.toString()).exit());
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(folder.resolve("ours")).contains("\"b\": 2"));
    assertEquals(0, merge("", "{\"a\":1}", "{\"b\":2}", "-o", "/dev/null").exit());
    assertTrue(Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 0, 1});
    StringWriter err = new StringWriter();
    String name = bytes.toString();
    int exit =
        CommandLines.run(
            new String[] {"merge", name, name, name},
            new PrintWriter(new StringWriter()),
            new PrintWriter(err));
    assertEquals(1, exit);
    assertTrue(err.toString().contains("neither JSON nor text"), err::toString);
  }
}
