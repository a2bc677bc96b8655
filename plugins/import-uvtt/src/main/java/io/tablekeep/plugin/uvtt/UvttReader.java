package io.tablekeep.plugin.uvtt;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the tokens of a file into {@link UvttFile}. */
final class UvttReader {
  private final UvttJson json;
  private final ImportContext context;
  private final ImportReport.Builder report;
  private final Kept kept;
  private final UvttFile file = new UvttFile();
  private int items;

  UvttReader(UvttJson json, ImportContext context, ImportReport.Builder report) {
    this.json = json;
    this.context = context;
    this.report = report;
    this.kept = new Kept(context.limits().maxKeptBytes());
  }

  UvttFile read() throws IOException {
    if (json.parser().currentToken() == null || json.isNull()) {
      throw json.wrongType("a Universal VTT object");
    }
    json.object(this::part);
    if (json.parser().nextToken() != null) {
      throw new Refusal("uvtt-not-json", "Something follows the end of the map.", "");
    }
    return file;
  }

  private void part(String key) throws IOException {
    switch (key) {
      case "resolution" -> json.object(this::resolution);
      case "line_of_sight" -> json.list(() -> line(file.walls));
      case "objects_line_of_sight" -> json.list(() -> line(file.objects));
      case "portals" -> json.list(this::portal);
      case "lights" -> json.list(this::light);
      case "environment" -> json.object(this::environment);
      case "image" -> picture();
      case "format" -> format();
      default -> keep(file.rest, key);
    }
  }

  private void resolution(String key) throws IOException {
    switch (key) {
      case "map_origin" -> file.origin = json.isNull() ? file.origin : json.point();
      case "map_size" -> file.size = Optional.of(json.point());
      case "pixels_per_grid" -> file.pixelsPerGrid = OptionalDouble.of(json.number(100));
      default -> keep(file.rest, key);
    }
  }

  private void environment(String key) throws IOException {
    switch (key) {
      case "baked_lighting" -> file.baked = json.yes(false);
      case "ambient_light" ->
          file.ambient = json.isNull() ? Optional.empty() : Optional.of(json.text());
      default -> keep(file.rest, key);
    }
  }

  private void format() throws IOException {
    String at = json.at();
    kept.read(json.parser()).ifPresent(value -> file.rest.put("format", value));
    report.kept(at, "The version of the format.");
  }

  private void line(List<UvttFile.Line> into) throws IOException {
    String at = json.at();
    into.add(new UvttFile.Line(at, points()));
  }

  private List<Point> points() throws IOException {
    List<Point> points = new ArrayList<>();
    count();
    json.list(
        () -> {
          count();
          points.add(json.point());
        });
    return points;
  }

  private void portal() throws IOException {
    count();
    UvttFile.Portal portal = new UvttFile.Portal(json.at());
    json.object(
        key -> {
          switch (key) {
            case "position" -> portal.position = Optional.of(json.point());
            case "bounds" -> portal.bounds.addAll(points());
            case "rotation" -> portal.rotation = OptionalDouble.of(json.number(0));
            case "closed" -> portal.closed = json.yes(true);
            case "freestanding" -> portal.freestanding = json.yes(false);
            default -> keep(portal.rest, key);
          }
        });
    file.portals.add(portal);
  }

  private void light() throws IOException {
    count();
    UvttFile.Lamp light = new UvttFile.Lamp(json.at());
    json.object(
        key -> {
          switch (key) {
            case "position" -> light.position = Optional.of(json.point());
            case "range" -> light.range = json.number(0);
            case "intensity" -> light.intensity = json.number(1);
            case "color" -> light.color = json.isNull() ? light.color : json.text();
            case "shadows" -> light.shadows = json.yes(true);
            default -> keep(light.rest, key);
          }
        });
    file.lights.add(light);
  }

  private void picture() throws IOException {
    if (json.isNull()) {
      return;
    }
    String at = json.at();
    try (LateUpload upload = new LateUpload(context.assets())) {
      json.binary(upload);
      Optional<Asset> asset = upload.finish();
      asset.ifPresent(
          a -> report.kept(at, "A picture of " + a.width() + " × " + a.height() + " pixels."));
      file.picture = asset;
    }
  }

  private void keep(Map<String, Object> rest, String key) throws IOException {
    String at = json.at();
    Optional<Object> value = kept.read(json.parser());
    if (value.isEmpty()) {
      report.notUnderstood(at, "Too much to be kept; it was left out.");
    } else {
      String as = Kept.isPlainKey(key) && !rest.containsKey(key) ? key : "other" + rest.size();
      rest.put(as, as.equals(key) ? value.get() : Map.of("key", key, "value", value.get()));
      report.notUnderstood(at, "Kept as it is under uvtt/" + as + ".");
    }
  }

  private void count() {
    items++;
    if (items > context.limits().maxItems()) {
      throw new Refusal(
          "uvtt-too-many",
          "The map has more than " + context.limits().maxItems() + " items.",
          json.at());
    }
  }
}
