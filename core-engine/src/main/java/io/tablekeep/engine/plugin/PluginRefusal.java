package io.tablekeep.engine.plugin;

import java.nio.file.Path;

/**
 * Why a plugin is not loaded.
 *
 * @param code stable kebab-case code: {@code plugin-unreadable}, {@code plugin-manifest}, {@code
 *     plugin-duplicate}, {@code plugin-bundles-sdk}, {@code plugin-requires}, {@code
 *     plugin-dependency}, {@code plugin-start}, {@code plugin-no-index}, {@code plugin-class},
 *     {@code plugin-constructor}, {@code plugin-no-extension}, {@code plugin-definition} or {@code
 *     plugin-name-taken}
 * @param message a sentence for the person who put the file there
 * @param pluginId the plugin's id, or the file's name when it says none
 * @param file the file
 * @param cause type and message of the first error of the chain that led here; empty when there was
 *     none. A text, because an error would keep the plugin's classes in memory
 */
public record PluginRefusal(
    String code, String message, String pluginId, Path file, String cause) {}
