package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.sdk.transfer.ImportLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads a file of items, or a zip of such files, item by item. Used once. */
final class SrdFiles {
  private static final Pattern NAME = Pattern.compile("5e-SRD-([A-Za-z-]+)\\.json");
  private static final int ENTRIES = 1_000;

  /** The most bytes of one item, which is in memory as a whole. */
  private static final int ITEM = 4 << 20;

  private final ImportLimits limits;
  private final Gathering gathering;
  private final ObjectMapper mapper;
  private long left;
  private long item;

  SrdFiles(ImportLimits limits, Gathering gathering) {
    this.limits = limits;
    this.gathering = gathering;
    this.left = limits.maxBytes();
    this.mapper =
        new ObjectMapper(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxStringLength(1 << 20)
                        .maxNameLength(1_000)
                        .maxNumberLength(50)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
  }

  /** A file that is no zip. */
  void file(String name, InputStream in) throws IOException {
    Matcher known = NAME.matcher(name);
    items(known.find() ? category(known) : "", name, new Bounded(in, name));
  }

  /** Nothing of a zip is ever written, so its names are only looked at. */
  void zip(InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    int count = 0;
    for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
      String name = entry.getName();
      if (++count > ENTRIES) {
        throw new Refusal("srd5e-too-many", "There are more than " + ENTRIES + " files in it.", "");
      }
      if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
        throw new Refusal(
            "srd5e-hostile", "A file in it has a name that leads out of its folder.", name);
      }
      Matcher known = NAME.matcher(name.substring(name.lastIndexOf('/') + 1));
      if (!entry.isDirectory() && known.matches()) {
        items(category(known), name, new Bounded(zip, name));
      }
    }
  }

  private static String category(Matcher known) {
    return known.group(1).toLowerCase(Locale.ROOT);
  }

  private void items(String category, String name, InputStream in) throws IOException {
    try (JsonParser parser = mapper.getFactory().createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new Refusal("srd5e-not-a-list", "Each file of the SRD is a list of items.", name);
      }
      int index = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String at = name + '/' + index++;
        item = 0;
        if (!(mapper.readTree(parser) instanceof ObjectNode item)) {
          throw new Refusal("srd5e-not-an-item", "An item of the SRD is an object.", at);
        }
        gathering.add(category.isEmpty() ? guessed(item, at) : category, item, at);
      }
    }
  }

  /** What a file of another name holds shows in its items. */
  private static String guessed(ObjectNode item, String at) {
    if (item.has("hit_points") && item.has("armor_class")) {
      return "monsters";
    } else if (item.has("casting_time")) {
      return "spells";
    } else if (item.has("equipment_category")) {
      return "equipment";
    } else if (item.has("index") && item.has("name")) {
      return "pages";
    }
    throw new Refusal("srd5e-not-an-item", "This is no item of the SRD.", at);
  }

  /** Counts what is read, so that a small zip or one endless item cannot fill the memory. */
  private final class Bounded extends FilterInputStream {
    private final String name;

    Bounded(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int some = super.read(into, from, most);
      count(Math.max(0, some));
      return some;
    }

    /** The zip goes on with its next file. */
    @Override
    public void close() {}

    private void count(int more) {
      left -= more;
      item += more;
      if (item > ITEM) {
        throw new Refusal("srd5e-limit", "One of its items has more than 4 MiB.", name);
      }
      if (left < 0) {
        throw new Refusal(
            "srd5e-limit",
            "It holds more than " + limits.maxBytes() + " bytes when it is unpacked.",
            name);
      }
    }
  }
}
