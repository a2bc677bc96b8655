package io.tablekeep.server.ws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what goes over sockets. Thread-safe and cheap enough for every frame. */
final class SocketMetrics {
  private final LongAdder messagesIn = new LongAdder();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder framesOut = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final Counter faults;
  private final Map<CloseCode, Counter> closes = new EnumMap<>(CloseCode.class);

  SocketMetrics(MeterRegistry meters) {
    sum(meters, "tablekeep.socket.messages.in", "messages read", messagesIn);
    sum(meters, "tablekeep.socket.bytes.in", "payload bytes read", bytesIn);
    sum(meters, "tablekeep.socket.frames.out", "frames written", framesOut);
    sum(meters, "tablekeep.socket.bytes.out", "bytes written, headers included", bytesOut);
    faults =
        Counter.builder("tablekeep.socket.faults")
            .description("messages that could not be read")
            .register(meters);
    for (CloseCode code : CloseCode.values()) {
      closes.put(
          code,
          Counter.builder("tablekeep.socket.closes")
              .description("sockets closed by this server")
              .tag("code", code.word())
              .register(meters));
    }
  }

  private static void sum(MeterRegistry meters, String name, String what, LongAdder adder) {
    FunctionCounter.builder(name, adder, LongAdder::sum).description(what).register(meters);
  }

  void received(int bytes) {
    messagesIn.increment();
    bytesIn.add(bytes);
  }

  void sent(int bytes) {
    framesOut.increment();
    bytesOut.add(bytes);
  }

  void fault() {
    faults.increment();
  }

  void closed(CloseCode code) {
    Counter counter = closes.get(code);
    if (counter != null) {
      counter.increment();
    }
  }
}
