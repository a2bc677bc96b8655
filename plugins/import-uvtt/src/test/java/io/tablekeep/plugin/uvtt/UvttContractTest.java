package io.tablekeep.plugin.uvtt;

import static io.tablekeep.plugin.uvtt.UvttFixture.map;
import static io.tablekeep.plugin.uvtt.UvttFixture.utf8;

import io.tablekeep.contracts.transfer.ImporterContract;
import io.tablekeep.sdk.transfer.Importer;
import java.util.List;

class UvttContractTest extends ImporterContract {
  @Override
  protected Importer importer() {
    return new UvttImporter();
  }

  @Override
  protected List<Sample> samples() {
    String parts =
        """
        "portals": [{"position": {"x": 1, "y": 0.5}, "bounds": [{"x": 1, "y": 0}, {"x": 1, "y": 1}], "rotation": 1.570796, "closed": true}],
        "lights": [{"position": {"x": 1, "y": 1}, "range": 4, "color": "ffeccd8b"}],
        "line_of_sight": [[{"x": 3, "y": 1.5}, {"x": 4, "y": 1.5}]],
        "environment": {"baked_lighting": false, "ambient_light": "ffffffff"}, "odd": {"a": 1}, "image": "%s"
        """
            .formatted(UvttFixture.PICTURE);
    return List.of(
        new Sample("crypt.dd2vtt", utf8(map(parts))), new Sample("bare.uvtt", utf8(map(""))));
  }
}
