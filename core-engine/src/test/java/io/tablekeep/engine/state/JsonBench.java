package io.tablekeep.engine.state;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Frames in and out, and whole documents. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBench {
  private final byte[] frame =
      ("{\"type\":\"token.move\",\"id\":\"device-7f3a:1042\",\"basedOn\":90411,\"payload\":"
              + "{\"token\":\"01JTAVERN/01JBRAM\",\"to\":{\"x\":12.5,\"y\":7},\"path\":[[11,7],[12,7]]}}")
          .getBytes(StandardCharsets.UTF_8);
  private final JsonWriter writer = new JsonWriter();
  private Object frameTree;
  private JsonObject campaign;
  private byte[] text;

  @Setup
  public void setUp() {
    frameTree = JsonReader.read(frame, JsonReader.Limits.FRAME, 1);
    campaign = SampleCampaign.ofAbout(4_650_000, 1);
    text = Canonical.bytes(campaign);
  }

  @Benchmark
  public Object readFrame() {
    return JsonReader.read(frame, JsonReader.Limits.FRAME, 1);
  }

  @Benchmark
  public int writeFrame() {
    return writer.reset().value(frameTree).length();
  }

  @Benchmark
  public Object readCampaign() {
    return JsonReader.read(text, JsonReader.Limits.DOCUMENT, 1);
  }

  @Benchmark
  public byte[] writeCampaign() {
    return Canonical.bytes(campaign);
  }

  @Benchmark
  public String hashCampaign() {
    return Canonical.hash(campaign);
  }

  @Benchmark
  public JsonObject packCampaign() {
    return Packing.cold(campaign, Packing.Policy.atRest());
  }
}
