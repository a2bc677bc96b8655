package io.tablekeep.engine.cluster.copy;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.state.Node;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells one copy on another node what a document of this one is. On the line's loop. */
final class Telling implements LineEnd, Campaign.Watcher {
  /** How often a copy hears that nothing has changed. */
  static final Duration BEAT = Duration.ofSeconds(1);

  private final EngineRuntime runtime;
  private final Line line;
  private final Loop loop;
  private Runnable stop = () -> {};
  private boolean over;
  private boolean writable = true;

  /** A message is being made off the loop; what comes meanwhile is in the next one. */
  private boolean making;

  private @Nullable State sent;
  private @Nullable State newest;

  private record State(long version, JsonObject root) {}

  Telling(EngineRuntime runtime, Line line) {
    this.runtime = runtime;
    this.line = line;
    loop = line.loop();
  }

  void begin(CompletableFuture<Runnable> watching) {
    loop.resume(
        watching,
        (end, failure) -> {
          if (end == null) {
            String code = Faults.code(failure);
            close(code, failure == null ? code : String.valueOf(failure.getMessage()));
          } else if (over) {
            end.run();
          } else {
            stop = end;
          }
        });
    loop.after(BEAT, this::beat);
  }

  @Override
  public void shown(long version, Node root) {
    State now = new State(version, (JsonObject) ((NodeView) root).tree());
    loop.execute(
        () -> {
          newest = now;
          tell();
        });
  }

  @Override
  public void ended() {
    loop.execute(() -> close("moved", "Another server keeps this document now."));
  }

  private void tell() {
    State now = newest;
    State before = sent;
    if (over || making || !writable || now == null) {
      return;
    }
    if (before == null) {
      send(now, Wording.STATE, 0, state -> Wording.state(state.root()));
    } else if (before.version() < now.version()) {
      send(
          now,
          Wording.CHANGE,
          before.version(),
          state -> Wording.change(before.root(), state.root(), state.version()));
    }
  }

  private void send(State now, byte kind, long from, Function<State, byte[]> wording) {
    making = true;
    CompletionStage<byte[]> made = runtime.offload(() -> wording.apply(now));
    loop.resume(
        made,
        (bytes, failure) -> {
          making = false;
          if (over) {
            return;
          }
          if (bytes == null) {
            close(Faults.code(failure), "The document cannot be told at present.");
            return;
          }
          line.send(Wording.head(kind, from, now.version()), bytes);
          sent = now;
          tell();
        });
  }

  private void beat() {
    if (over) {
      return;
    }
    State told = sent;
    State now = newest;
    boolean idle = writable && !making;
    if (told != null && now != null && told.version() == now.version() && idle) {
      line.send(Wording.head(Wording.BEAT, told.version(), told.version()));
    }
    loop.after(BEAT, this::beat);
  }

  private void close(String code, String message) {
    if (!over) {
      line.close(code, message);
      end();
    }
  }

  private void end() {
    over = true;
    sent = null;
    newest = null;
    stop.run();
  }

  @Override
  public void heard(byte[] message) {
    line.took(message.length);
  }

  @Override
  public void writable(boolean now) {
    writable = now;
    tell();
  }

  @Override
  public void closed(String code, String message) {
    end();
  }
}
