package io.tablekeep.server.testing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/**
 * Reads the compact encoding as somebody would who has only the published description and a library
 * for CBOR: gives the JSON message that means the same.
 */
public final class CompactClient {
  private static final CBORFactory CBOR =
      CBORFactory.builder().enable(CBORParser.Feature.READ_UNDEFINED_AS_EMBEDDED_OBJECT).build();
  private static final int PLACES = 256;

  private final List<String> dictionary;
  private final Map<Integer, List<String>> places = new HashMap<>();
  private byte[] message = {};
  private int next;
  private long position;

  public CompactClient(JsonNode asyncapi) {
    List<String> words = new ArrayList<>();
    asyncapi.path("x-dictionary").forEach(word -> words.add(word.textValue()));
    dictionary = List.copyOf(words);
  }

  /** The message as JSON. */
  public ObjectNode read(byte[] bytes) throws IOException {
    message = bytes;
    try (JsonParser in = CBOR.createParser(message)) {
      ObjectNode read = RunningServer.JSON.createObjectNode();
      if (in.nextToken() == JsonToken.START_ARRAY) {
        read.put("type", "frame").put("position", ++position);
        set(in, read);
      } else {
        members(in, read);
      }
      if (in.nextToken() != null) {
        throw new IOException("something follows");
      }
      if (read.has("position")) {
        position = read.path("position").asLong();
      }
      Description.checked(read);
      return read;
    }
  }

  /** The connection goes on at a position. */
  public void goOn(long reached) {
    position = reached;
  }

  private void members(JsonParser in, ObjectNode into) throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = key(in);
      JsonToken token = in.nextToken();
      if (key.equals("set")) {
        set(in, into);
      } else if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
        byte[] bytes = in.getBinaryValue();
        if (key.equals("state")) {
          into.set(key, RunningServer.JSON.readTree(inflate(bytes)));
        } else if (key.equals("answer")) {
          into.set(key, RunningServer.JSON.readTree(bytes));
        } else {
          into.put(key, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
      } else {
        into.set(key, value(in));
      }
    }
  }

  private static byte[] inflate(byte[] packed) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (OutputStream out = new InflaterOutputStream(plain, new Inflater(true))) {
      out.write(packed);
    }
    return plain.toByteArray();
  }

  /** The library gives numbers as digits; what was written tells them from texts of digits. */
  private String key(JsonParser in) throws IOException {
    int first = message[(int) in.currentTokenLocation().getByteOffset()] & 0xff;
    String name = in.currentName();
    return first >> 5 == 0 ? dictionary.get(Integer.parseInt(name)) : name;
  }

  private void set(JsonParser in, ObjectNode into) throws IOException {
    ArrayNode patch = RunningServer.JSON.createArrayNode();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      List<String> place = place(in);
      in.nextToken();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        ObjectNode op = patch.addObject();
        StringBuilder path = new StringBuilder();
        place.forEach(each -> path.append('/').append(escaped(each)));
        path.append('/').append(escaped(key(in)));
        boolean gone = in.nextToken() == JsonToken.VALUE_EMBEDDED_OBJECT;
        op.put("op", gone ? "remove" : "add").put("path", path.toString());
        if (!gone) {
          op.set("value", value(in));
        }
      }
    }
    into.set("patch", patch);
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private List<String> place(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return places.getOrDefault(in.getIntValue(), List.of("no such place"));
    }
    List<String> place = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      place.add(
          in.currentToken() == JsonToken.VALUE_STRING
              ? in.getText()
              : dictionary.get(in.getIntValue()));
    }
    places.put(next, place);
    next = (next + 1) % PLACES;
    return place;
  }

  private JsonNode value(JsonParser in) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> {
        ObjectNode all = RunningServer.JSON.createObjectNode();
        members(in, all);
        return all;
      }
      case START_ARRAY -> {
        ArrayNode all = RunningServer.JSON.createArrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          all.add(value(in));
        }
        return all;
      }
      case VALUE_STRING -> {
        return all().textNode(in.getText());
      }
      case VALUE_NUMBER_INT -> {
        return all().numberNode(in.getLongValue());
      }
      case VALUE_NUMBER_FLOAT -> {
        return all().numberNode(in.getDoubleValue());
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return all().booleanNode(in.getBooleanValue());
      }
      default -> {
        return all().nullNode();
      }
    }
  }

  private static com.fasterxml.jackson.databind.node.JsonNodeFactory all() {
    return RunningServer.JSON.getNodeFactory();
  }

  /** Applies a frame, of either encoding, to a state. */
  public static void apply(ObjectNode state, JsonNode frame) {
    merge(state, frame.path("merge"));
    for (JsonNode op : frame.path("patch")) {
      String path = op.path("path").textValue();
      int last = path.lastIndexOf('/');
      ObjectNode at = state;
      for (String key : path.substring(0, last).split("/", -1)) {
        if (!key.isEmpty()) {
          String plain = key.replace("~1", "/").replace("~0", "~");
          at = at.get(plain) instanceof ObjectNode below ? below : at.putObject(plain);
        }
      }
      String key = path.substring(last + 1).replace("~1", "/").replace("~0", "~");
      if (op.path("op").textValue().equals("remove")) {
        at.remove(key);
      } else {
        at.set(key, op.get("value"));
      }
    }
  }

  private static void merge(ObjectNode into, JsonNode merge) {
    merge
        .properties()
        .forEach(
            each -> {
              if (each.getValue().isNull()) {
                into.remove(each.getKey());
              } else if (each.getValue() instanceof ObjectNode below) {
                ObjectNode at =
                    into.get(each.getKey()) instanceof ObjectNode there
                        ? there
                        : into.putObject(each.getKey());
                merge(at, below);
              } else {
                into.set(each.getKey(), each.getValue());
              }
            });
  }
}
