package io.tablekeep.sdk.game;

import org.pf4j.ExtensionPoint;

/**
 * The rules of one game, the extension point of a game-system plugin. Implementations are stateless
 * and need a public constructor without parameters and PF4J's {@code @Extension} annotation.
 */
public interface GameSystem extends ExtensionPoint {
  /**
   * The name of this system, part of every action's name on the wire ({@code hello.leap}) and the
   * key under which the system keeps its data in the document.
   *
   * @return lower-case letters, digits and hyphens, at most 32, starting with a letter; never
   *     {@code table}, which is the engine's own
   */
  String id();

  /**
   * Declares everything the system does. Called once after loading, on any thread; a declaration
   * that makes no sense (a name twice, a bad pattern) throws and the plugin is refused with that
   * cause.
   *
   * @param system where to declare; only to be used during this call
   */
  void define(SystemDefinition system);
}
