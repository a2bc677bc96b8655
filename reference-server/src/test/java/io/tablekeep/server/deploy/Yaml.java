package io.tablekeep.server.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the folder deploy. */
final class Yaml {
  private static final Path FOLDER = Path.of("deploy");

  private Yaml() {}

  static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  /** The documents of a file; a key that stands there twice is a fault. */
  static List<JsonNode> all(String file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<JsonNode> all = new ArrayList<>();
    new org.yaml.snakeyaml.Yaml(new SafeConstructor(options))
        .loadAll(text(file))
        .forEach(each -> all.add(RunningServer.JSON.valueToTree(each)));
    return all;
  }

  static JsonNode one(String file) throws IOException {
    return all(file).get(0);
  }
}
