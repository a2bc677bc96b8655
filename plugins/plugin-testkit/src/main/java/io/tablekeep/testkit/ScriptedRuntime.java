package io.tablekeep.testkit;

import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.RulesExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** A runtime with other dice. */
record ScriptedRuntime(EngineRuntime runtime, Chance chance) implements EngineRuntime {
  @Override
  public Loop loop(String name) {
    return runtime.loop(name);
  }

  @Override
  public <T> CompletionStage<T> offload(Callable<T> work) {
    return runtime.offload(work);
  }

  @Override
  public RulesExecutor rules() {
    return runtime.rules();
  }

  @Override
  public Instant now() {
    return runtime.now();
  }

  @Override
  public long nanos() {
    return runtime.nanos();
  }

  @Override
  public boolean await(CompletionStage<?> stage, Duration atMost) {
    return runtime.await(stage, atMost);
  }

  @Override
  public void close() {
    runtime.close();
  }
}
