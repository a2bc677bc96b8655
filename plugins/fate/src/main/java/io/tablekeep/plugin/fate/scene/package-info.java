/**
 * Where and when things happen: zones on the table's maps, turns in the table's encounters, aspects
 * of the scene, and what ends with it.
 *
 * <p>Nothing is kept twice: where somebody stands is told by their token, whose turn it is by the
 * encounter. What this plugin adds stands beside those, under its own key. Pure, on the threads
 * where rules run.
 */
@NullMarked
package io.tablekeep.plugin.fate.scene;

import org.jspecify.annotations.NullMarked;
