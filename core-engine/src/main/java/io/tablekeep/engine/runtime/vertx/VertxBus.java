package io.tablekeep.engine.runtime.vertx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus on the clustered event bus of Vert.x: an address for each node and topic. */
public final class VertxBus implements Bus {
  private static final Logger LOG = LoggerFactory.getLogger(VertxBus.class);
  private static final String FROM = "from";

  /** Questions that wait for their answers, at most. */
  private static final int ASKED = 10_000;

  private static final int FAILED = 1;

  private final Vertx vertx;
  private final String self;
  private final AtomicInteger asked = new AtomicInteger();
  private final Counter sent;
  private final Counter unreachable;

  /**
   * The bus of a clustered Vert.x.
   *
   * @param vertx clustered; stays the caller's to close
   * @param meters where the figures go
   */
  public VertxBus(Vertx vertx, MeterRegistry meters) {
    this.vertx = vertx;
    self = ((VertxInternal) vertx).clusterManager().getNodeId();
    sent =
        Counter.builder("tablekeep.bus.sent")
            .description("Messages sent to other nodes, and to this one")
            .register(meters);
    unreachable =
        Counter.builder("tablekeep.bus.unreachable")
            .description("Questions to nodes that did not answer")
            .register(meters);
    Gauge.builder("tablekeep.bus.asked", asked, AtomicInteger::get)
        .description("Questions that wait for their answers")
        .strongReference(true)
        .register(meters);
  }

  /**
   * A name for this process on the bus.
   *
   * @return one of chance, that no other has had
   */
  public static String freshName() {
    return UUID.randomUUID().toString();
  }

  @Override
  public String self() {
    return self;
  }

  private static String address(String node, String topic) {
    return "tablekeep/" + node + "/" + topic;
  }

  private DeliveryOptions options() {
    return new DeliveryOptions().addHeader(FROM, self);
  }

  private static Buffer checked(byte[] message) {
    if (message.length > MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "a message has at most " + MESSAGE_BYTES + " bytes, not " + message.length);
    }
    return Buffer.buffer(message);
  }

  @Override
  public void send(String node, String topic, byte[] message) {
    sent.increment();
    vertx.eventBus().send(address(node, topic), checked(message), options());
  }

  @Override
  public CompletionStage<byte[]> ask(String node, String topic, byte[] message, Duration atMost) {
    Buffer body = checked(message);
    if (asked.incrementAndGet() > ASKED) {
      asked.decrementAndGet();
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.RESOURCE, "overloaded", "The server is busy; try again in a moment."));
    }
    sent.increment();
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    vertx
        .eventBus()
        .<Buffer>request(
            address(node, topic), body, options().setSendTimeout(Math.max(1, atMost.toMillis())))
        .onComplete(
            done -> {
              asked.decrementAndGet();
              if (done.succeeded()) {
                answer.complete(done.result().body().getBytes());
              } else {
                answer.completeExceptionally(failure(node, done.cause()));
              }
            });
    return answer;
  }

  private TablekeepException failure(String node, Throwable cause) {
    if (cause instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
      return told(String.valueOf(reply.getMessage()));
    }
    unreachable.increment();
    return unreachable(node, cause);
  }

  private static TablekeepException unreachable(String node, Throwable cause) {
    return new TablekeepException(
        ErrorKind.RESOURCE, "node-unreachable", "Node " + node + " does not answer.", null, cause);
  }

  private static TablekeepException told(String text) {
    JsonObject failure = new JsonObject(text);
    return new TablekeepException(
        ErrorKind.valueOf(failure.getString("kind")),
        failure.getString("code"),
        failure.getString("message"),
        failure.getString("field"),
        null);
  }

  private static String told(TablekeepException failure) {
    JsonObject text =
        new JsonObject()
            .put("kind", failure.kind().name())
            .put("code", failure.code())
            .put("message", String.valueOf(failure.getMessage()));
    failure.field().ifPresent(field -> text.put("field", field));
    return text.encode();
  }

  @Override
  public CompletionStage<Void> listen(String topic, Loop loop, Listener listener) {
    return consume(
        topic,
        loop,
        message -> listener.heard(message.headers().get(FROM), message.body().getBytes()));
  }

  @Override
  public CompletionStage<Void> answer(String topic, Loop loop, Answerer answerer) {
    return consume(topic, loop, message -> answer(topic, message, answerer));
  }

  // A reply has no fate of its own: who asked stops waiting by its own clock.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void answer(String topic, Message<Buffer> message, Answerer answerer) {
    Future.succeededFuture(message.headers().get(FROM))
        .compose(
            from -> Future.fromCompletionStage(answerer.answer(from, message.body().getBytes())))
        .onComplete(
            done -> {
              if (done.succeeded()) {
                message.reply(Buffer.buffer(done.result()));
              } else {
                message.fail(FAILED, told(known(topic, done.cause())));
              }
            });
  }

  private static TablekeepException known(String topic, Throwable cause) {
    Throwable inner = cause;
    while (inner.getCause() != null && !(inner instanceof TablekeepException)) {
      inner = inner.getCause();
    }
    if (inner instanceof TablekeepException coded) {
      return coded;
    }
    LOG.error("a message of topic {} could not be answered", topic, cause);
    return new TablekeepException(ErrorKind.INTERNAL, "internal", "The server failed.");
  }

  private CompletionStage<Void> consume(String topic, Loop loop, Consumer<Message<Buffer>> hears) {
    Context context = ((VertxLoop) loop).context();
    Promise<Void> reachable = Promise.promise();
    context.runOnContext(
        on -> {
          MessageConsumer<Buffer> consumer =
              vertx.eventBus().consumer(address(self, topic), hears::accept);
          consumer.completion().onComplete(reachable);
        });
    return reachable.future().toCompletionStage();
  }
}
