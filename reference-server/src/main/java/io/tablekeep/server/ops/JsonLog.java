package io.tablekeep.server.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes log events as one JSON object a line, without secrets. Made by {@code logback.xml}. */
public final class JsonLog extends EncoderBase<ILoggingEvent> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] NOTHING = {};
  private static final int LONGEST = 16_000;

  /** For logback. */
  public JsonLog() {}

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    line.put("message", clean(event.getFormattedMessage()));
    if (event.getKeyValuePairs() != null) {
      event
          .getKeyValuePairs()
          .forEach(
              pair ->
                  line.put(
                      pair.key,
                      pair.value instanceof Number || pair.value instanceof Boolean
                          ? pair.value
                          : clean(String.valueOf(pair.value))));
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.put("error", clean(ThrowableProxyUtil.asString(thrown)));
    }
    try {
      return (JSON.writeValueAsString(line) + '\n').getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      return "{\"level\":\"ERROR\",\"message\":\"a log line could not be written\"}\n"
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String clean(String text) {
    String redacted = Redaction.of(text);
    return redacted.length() > LONGEST ? redacted.substring(0, LONGEST) : redacted;
  }
}
