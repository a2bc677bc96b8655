package io.tablekeep.engine.runtime;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Messages between the nodes of a cluster. Thread-safe.
 *
 * <p>What one loop sends to one node under one topic arrives there in that order, and nothing
 * twice. A message may be lost when a connection breaks, also one that others follow which arrive:
 * who needs all of them numbers them. A node may send to itself.
 */
public interface Bus {
  /** Bytes of a message at most. */
  int MESSAGE_BYTES = 1 << 20;

  /**
   * What the others call this node.
   *
   * @return an opaque name of this process, another one after each start
   */
  String self();

  /**
   * Sends a message and does not wait for what becomes of it.
   *
   * @param node who gets it
   * @param topic under which it listens
   * @param message at most {@link #MESSAGE_BYTES}; not to be changed afterwards
   */
  void send(String node, String topic, byte[] message);

  /**
   * Sends a message that is answered.
   *
   * @param node who gets it
   * @param topic under which it answers
   * @param message at most {@link #MESSAGE_BYTES}; not to be changed afterwards
   * @param atMost how long to wait
   * @return the answer; or the coded failure that was answered; or a failure with code {@code
   *     node-unreachable} when nobody is there or no answer came in time, and then it is not known
   *     whether the message was heard; or with code {@code overloaded} when too many wait for
   *     answers, and then nothing was sent
   */
  CompletionStage<byte[]> ask(String node, String topic, byte[] message, Duration atMost);

  /**
   * Hears messages.
   *
   * @param topic lower-case words joined by hyphens; one listener each
   * @param loop where they are heard
   * @param listener what to do
   * @return done when all nodes can reach it
   */
  CompletionStage<Void> listen(String topic, Loop loop, Listener listener);

  /**
   * Answers messages.
   *
   * @param topic lower-case words joined by hyphens; one answerer each
   * @param loop where they are heard
   * @param answerer what to answer
   * @return done when all nodes can reach it
   */
  CompletionStage<Void> answer(String topic, Loop loop, Answerer answerer);

  /** Hears messages of a topic. */
  interface Listener {
    /**
     * A message came.
     *
     * @param from who sent it
     * @param message what it says
     */
    void heard(String from, byte[] message);
  }

  /** Answers messages of a topic. */
  interface Answerer {
    /**
     * A message came.
     *
     * @param from who sent it
     * @param message what it says
     * @return the answer, or a failure, of which code, sentence and field are told
     */
    CompletionStage<byte[]> answer(String from, byte[] message);
  }
}
