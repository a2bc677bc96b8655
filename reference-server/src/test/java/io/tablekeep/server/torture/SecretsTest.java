package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** That the evening would notice a secret in the wrong hands. */
class SecretsTest {
  private final List<String> faults = new ArrayList<>();
  private final Secrets secrets = new Secrets(new SplittableRandom(1), faults);

  @Test
  void aSecretInTheWrongHandsIsFoundInEitherEncoding() throws IOException {
    String marker = secrets.of("ana");
    byte[] json = ("{\"x\":[\"so " + marker + "!\"]}").getBytes(StandardCharsets.UTF_8);
    byte[] cbor = CBORMapper.builder().build().writeValueAsBytes(Json.parse(json));
    for (byte[] message : List.of(json, cbor)) {
      secrets.ear("ana").accept(message);
      secrets.ear(Secrets.GM).accept(message);
      assertEquals(List.of(), faults);
      secrets.ear("ben").accept(message);
      assertEquals(1, faults.size());
      assertTrue(faults.get(0).startsWith("ben got a secret of"), faults.get(0));
      faults.clear();
    }
    secrets.tell(marker, List.of("ben"));
    secrets.ear("ben").accept(json);
    assertEquals(List.of(), faults);
  }

  @Test
  void otherWordsAreNone() {
    secrets.ear("ben").accept("zqabcdefghijklmnop and zq".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), faults);
  }
}
