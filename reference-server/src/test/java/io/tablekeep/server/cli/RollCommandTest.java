package io.tablekeep.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollCommandTest {
  private record Ran(int exit, List<String> out, String err) {
    JsonNode json(int line) throws IOException {
      return RunningServer.JSON.readTree(out.get(line));
    }
  }

  private static Ran run(String input, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      int exit = CommandLines.run(args, new PrintWriter(out), new PrintWriter(err));
      return new Ran(exit, out.toString().lines().toList(), err.toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void notationsAreRolledWithTheDiceGiven() throws IOException {
    Ran people = run("", "roll", "--dice", "6,5,2,3,99", "4d6kh3+2", "2d6");
    assertEquals(0, people.exit(), people.err());
    assertEquals(
        List.of(
            "4d6kh3+2: [6, 5, 2d, 3]+2 = 16  (5 to 20, on average 14.244599)",
            "2d6: [6, 5] = 11  (2 to 12, on average 7)"),
        people.out());
    Ran programs = run("", "roll", "--json", "--dice=-1,1", "2dF/4");
    assertEquals(
        "{\"total\":0,\"dice\":[-1,1],\"text\":\"2dF/4: [-1, 1]/4 = 0\",\"min\":-0.5,\"max\":0.5,"
            + "\"mean\":0}",
        programs.out().get(0));
  }

  @Test
  void withoutDiceTheyFallByChance() throws IOException {
    for (int i = 0; i < 100; i++) {
      int total = run("", "roll", "--json", "3d6").json(0).path("total").asInt();
      assertTrue(total >= 3 && total <= 18);
    }
  }

  @Test
  void aDialectIsChosen() throws IOException {
    String[] once = {"roll", "--json", "--dialect", "foundry", "--dice", "1,1,5", "1d6r"};
    assertEquals(1, run("", once).json(0).path("total").asInt());
    Ran none = run("", "roll", "--dialect", "elvish", "1d6");
    assertEquals(ExitCode.REFUSED, none.exit());
    assertTrue(none.err().contains("elvish"), none.err());
  }

  @Test
  void whatIsNoNotationIsSaidWithItsPlace() throws IOException {
    Ran wrong = run("", "roll", "--json", "1d6", "2d6+x");
    assertEquals(ExitCode.REFUSED, wrong.exit());
    assertEquals("dice-notation", wrong.json(1).path("error").asText());
    assertEquals(4, wrong.json(1).path("at").asInt());
    assertTrue(run("", "roll", "2d6+x").err().contains("character 5"));
  }

  @Test
  void linesAreAnsweredOneByOneInOrderWhateverIsWrongWithSome() throws IOException {
    String input =
        """
        {"notation":"2d6","dice":[3,4.0,9]}
        {"notation":"2d6","dice":[3]}
        {"notation":"2d6","dice":[3.5]}

        nonsense
        {"notation":7}
        {"notation":"1d6r","dice":[1,1,5],"dialect":"foundry"}
        {"notation":"1d6r","dice":[1,1,5],"dialect":null}
        {"notation":"1d6","dialect":"elvish"}
        {"notation":"1000d6"}
        [1]
        {"notation":"999d9999999999kh1"}\
        """;
    Ran ran = run(input, "roll");
    assertEquals(0, ran.exit());
    assertEquals(12, ran.out().size(), ran.out()::toString);
    assertEquals(7, ran.json(0).path("total").asInt());
    String[] errors = {
      "dice-missing",
      "bad-dice",
      "no-notation",
      "bad-json",
      "no-notation",
      "",
      "",
      "dice-dialect",
      "dice-limit",
      "no-notation"
    };
    for (int i = 0; i < errors.length; i++) {
      assertEquals(errors[i], ran.json(i + 1).path("error").asText(), ran.out().get(i + 1));
      assertEquals(!errors[i].isEmpty(), ran.json(i + 1).path("at").isInt());
    }
    assertEquals(1, ran.json(6).path("total").asInt());
    assertEquals(5, ran.json(7).path("total").asInt());
    assertTrue(ran.json(11).path("mean").isNull());
    assertEquals(9_999_999_999L, ran.json(11).path("max").asLong());
    assertEquals(999, ran.json(11).path("dice").size());
  }
}
