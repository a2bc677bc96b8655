package io.tablekeep.plugin.foundry;

import io.tablekeep.sdk.asset.AssetSink;
import io.tablekeep.sdk.asset.AssetUpload;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.ImportSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small documents of our own, and the way to the given ones. */
final class Samples {
  static final String HERO =
      """
      {"_id":"hero000000000001","name":"Old Marten","type":"character","img":null,
       "system":{"abilities":{"str":{"value":12,"proficient":1,"max":null,"bonuses":{"check":"1d4","save":""}}},
        "attributes":{"hp":{"value":9,"max":11,"temp":null,"formula":""},"ac":{"calc":"default","flat":null}},
        "details":{"biography":{"value":"<p>Knows @UUID[Compendium.dnd5e.spells.abc.Item.fire]{fire}.</p>","public":""}},
        "skills":{"ste":{"value":1,"ability":"dex"}},"homebrew":{"luck":3,"odd":[1,null,{"a":1e400}]}},
       "items":[{"_id":"item000000000001","name":"Short sword","type":"weapon",
         "system":{"quantity":2,"equipped":true,"damage":{"base":{"number":1,"denomination":6,"bonus":"@mod +","types":["piercing"]}}},
         "effects":[],"flags":{}}],
       "effects":[],"flags":{"mymodule":{"seen":true}},"folder":null,"sort":0}
      """
          .replace("\n", " ");
  static final String SPELL =
      """
      {"_id":"spell00000000001","name":"Ember","type":"spell","system":{"level":1,"school":"evo",
       "description":{"value":"<p>It burns.</p>"}},"effects":[],"flags":{}}
      """
          .replace("\n", " ");

  private Samples() {}

  static ImportResult read(String text, ImportLimits limits) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new FoundryImporter()
        .read(
            new Source("x.jsonl", bytes.length, () -> new ByteArrayInputStream(bytes)),
            new Desk(limits));
  }

  static ImportResult read(Path file, ImportLimits limits) throws IOException {
    return new FoundryImporter()
        .read(
            new Source(file.getFileName().toString(), Files.size(file), () -> open(file)),
            new Desk(limits));
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What was put, in order. */
  static List<Changes.Change.Put> puts(ImportResult result) {
    if (result instanceof ImportResult.Refused no) {
      throw new AssertionError(no.toString());
    }
    List<Changes.Change.Put> puts = new ArrayList<>();
    for (Changes.Change change : ((ImportResult.Read) result).changes().list()) {
      puts.add((Changes.Change.Put) change);
    }
    return puts;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> entity(Changes.Change.Put put) {
    return (Map<String, Object>) put.value();
  }

  /** A file that was given for trials; empty, and said so, where it is missing. */
  static Optional<Path> data(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path shared = at.resolve("../shared/data/foundry").normalize().resolve(name);
      if (Files.exists(shared)) {
        return Optional.of(shared);
      }
    }
    System.out.println("left out: ../shared/data/foundry/" + name + " is not here");
    return Optional.empty();
  }

  private interface Opening {
    InputStream open();
  }

  private record Source(String name, long size, Opening opening) implements ImportSource {
    @Override
    public InputStream open() {
      return opening.open();
    }
  }

  private static final class Desk implements ImportContext, AssetSink {
    private final ImportLimits limits;
    private int ids;

    Desk(ImportLimits limits) {
      this.limits = limits;
    }

    @Override
    public AssetSink assets() {
      return this;
    }

    @Override
    public ImportLimits limits() {
      return limits;
    }

    @Override
    public String newId() {
      return "id" + ++ids;
    }

    @Override
    public AssetUpload begin() {
      throw new AssertionError("no picture is brought");
    }
  }
}
