package io.tablekeep.server.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.house.House;

/** A stopped server's data, opened with an engine for one command. */
final class Workshop implements AutoCloseable {
  private final House house;
  private final VertxRuntime runtime;
  private final Engine engine;

  private Workshop(House house, VertxRuntime runtime, Engine engine) {
    this.house = house;
    this.runtime = runtime;
    this.engine = engine;
  }

  static Workshop open(ServerConfig config) {
    House house = House.open(config);
    VertxRuntime runtime = VertxRuntime.builder().build();
    Engine engine =
        house.start(
            options -> options.withRuntime(runtime), new SimpleMeterRegistry(), config.residency());
    return new Workshop(house, runtime, engine);
  }

  House house() {
    return house;
  }

  Engine engine() {
    return engine;
  }

  VertxRuntime runtime() {
    return runtime;
  }

  @Override
  public void close() {
    try {
      house.close();
    } finally {
      runtime.close();
    }
  }
}
