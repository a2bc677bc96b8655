package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a {@link PostgresStore} works.
 *
 * @param schema the schema its tables are in
 * @param readers threads that read, each with a connection
 * @param queueLimit waiting writes at which new ones are refused as OVERLOADED
 * @param queueBytes bytes of these at which new ones are refused
 * @param minGapMicros time between commits as soon as many documents write (about 300 entries/s)
 * @param maxGapMicros time between commits under load (1,000 entries/s and more); 0 for both
 *     commits at once
 * @param connectSeconds how long reaching the server may take
 * @param timeoutSeconds how long a statement may take; two seconds later the connection is given up
 * @param allowFsyncOff opens a server that forgets on power loss
 * @param driver what is passed on to the driver (TLS)
 */
record PostgresOptions(
    String schema,
    int readers,
    int queueLimit,
    long queueBytes,
    int minGapMicros,
    int maxGapMicros,
    int connectSeconds,
    int timeoutSeconds,
    boolean allowFsyncOff,
    Map<String, String> driver) {

  /** The setting that {@link Address} reads. */
  static final String PASSWORD_FILE = "password-file";

  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final Set<String> DRIVER =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "channelBinding");

  /**
   * Reads settings by name.
   *
   * @throws StoreException INVALID for an unknown name or a bad value
   */
  static PostgresOptions of(Map<String, String> settings) {
    Map<String, String> rest = new LinkedHashMap<>(settings);
    rest.remove(PASSWORD_FILE);
    Map<String, String> driver = new LinkedHashMap<>();
    for (String name : DRIVER) {
      String value = rest.remove(name);
      if (value != null) {
        driver.put(name, value);
      }
    }
    String schema = rest.getOrDefault("schema", "tablekeep");
    rest.remove("schema");
    if (!SCHEMA.matcher(schema).matches() || schema.startsWith("pg_")) {
      throw new StoreException(
          Refusal.INVALID,
          "A schema is named with a-z, 0-9 and _, not with a digit or pg_ first, at most 63"
              + " characters.");
    }
    int maxGap = (int) number(rest, "max-gap-micros", 2_500, 0, 1_000_000);
    int minGap = (int) number(rest, "min-gap-micros", Math.min(1_000, maxGap), 0, maxGap);
    PostgresOptions options =
        new PostgresOptions(
            schema,
            (int) number(rest, "readers", 2, 1, 64),
            (int) number(rest, "queue-limit", 20_000, 1, 1_000_000),
            number(rest, "queue-bytes", 64L << 20, 1, 1L << 40),
            minGap,
            maxGap,
            (int) number(rest, "connect-timeout", 5, 1, 300),
            (int) number(rest, "timeout", 10, 1, 3_600),
            truth(rest, "allow-fsync-off"),
            Map.copyOf(driver));
    if (!rest.isEmpty()) {
      throw new StoreException(
          Refusal.INVALID,
          "A PostgreSQL store has no setting \"" + rest.keySet().iterator().next() + "\".");
    }
    return options;
  }

  private static boolean truth(Map<String, String> rest, String name) {
    String value = rest.remove(name);
    if (value == null || value.equals("false") || value.equals("true")) {
      return "true".equals(value);
    }
    throw new StoreException(Refusal.INVALID, name + " is true or false.");
  }

  private static long number(
      Map<String, String> rest, String name, long usual, long least, long most) {
    String text = rest.remove(name);
    if (text == null) {
      return usual;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(name, least, most);
    }
    throw bad(name, least, most);
  }

  /** Without a cause: that would quote the value, and people put secrets into the wrong place. */
  private static StoreException bad(String name, long least, long most) {
    return new StoreException(
        Refusal.INVALID, name + " is a whole number from " + least + " to " + most + ".");
  }
}
