package io.tablekeep.sdk.transfer;

import java.io.IOException;
import java.util.Set;
import org.pf4j.ExtensionPoint;

/**
 * Reads the files of one format, an extension point. Implementations are stateless and need a
 * public constructor without parameters and PF4J's {@code @Extension} annotation.
 */
public interface Importer extends ExtensionPoint {
  /**
   * The name of the format.
   *
   * @return lower-case letters, digits and hyphens, such as {@code uvtt}
   */
  String id();

  /**
   * The endings of file names this importer reads.
   *
   * @return lower case, without the dot; never empty
   */
  Set<String> endings();

  /**
   * Reads a file. Everything hostile or broken in it is an answer, {@link ImportResult.Refused},
   * and not an exception; whatever is thrown counts as a fault of the plugin.
   *
   * @param source the file
   * @param context what the importer may use
   * @return changes and report, or a refusal
   * @throws IOException when the source cannot be read, or the assets cannot be kept
   */
  ImportResult read(ImportSource source, ImportContext context) throws IOException;
}
