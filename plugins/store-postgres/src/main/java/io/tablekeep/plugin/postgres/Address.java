package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database, and as whom: {@code //user:password@host:5432/database}. Nothing it says of
 * itself, and no error about it, holds the password or the text it was read from.
 */
final class Address {
  private static final Pattern HOSTS = Pattern.compile("[A-Za-z0-9._:,\\[\\]-]+");

  private final String hosts;
  private final String database;
  private final @Nullable String user;
  private final @Nullable String password;

  private Address(String hosts, String database, @Nullable String user, @Nullable String password) {
    this.hosts = hosts;
    this.database = database;
    this.user = user;
    this.password = password;
  }

  /**
   * Reads a location; the password is the one in it, else that in the file of {@code
   * password-file}, else that in {@code PGPASSWORD}, else the driver looks into {@code ~/.pgpass}.
   *
   * @throws StoreException INVALID when it is none, or the file cannot be read
   */
  static Address of(
      String location, Map<String, String> settings, UnaryOperator<@Nullable String> environment) {
    String text = location.startsWith("//") ? location.substring(2) : "";
    int slash = text.indexOf('/');
    String authority = slash < 0 ? "" : text.substring(0, slash);
    String database = slash < 0 ? "" : decode(text.substring(slash + 1));
    int at = authority.lastIndexOf('@');
    String hosts = authority.substring(at + 1);
    if (database.isEmpty() || database.indexOf('\0') >= 0 || !HOSTS.matcher(hosts).matches()) {
      throw bad(null);
    }
    String user = null;
    String password = null;
    if (at >= 0) {
      int colon = authority.indexOf(':');
      boolean both = colon >= 0 && colon < at;
      user = decode(authority.substring(0, both ? colon : at));
      password = both ? decode(authority.substring(colon + 1, at)) : null;
    }
    if (password == null) {
      String file = settings.get(PostgresOptions.PASSWORD_FILE);
      password = file == null ? environment.apply("PGPASSWORD") : firstLine(file);
    }
    return new Address(hosts, database, user, password);
  }

  /** What stands behind a question mark in the location, for those who leave it there. */
  static Map<String, String> settings(String location, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    int mark = location.indexOf('?');
    if (mark >= 0) {
      for (String each : location.substring(mark + 1).split("&", -1)) {
        int equals = each.indexOf('=');
        if (equals < 1) {
          throw new StoreException(
              Refusal.INVALID, "The settings of a store are name=value, joined by &.");
        }
        all.put(each.substring(0, equals), decode(each.substring(equals + 1)));
      }
    }
    all.putAll(settings);
    return all;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad(e.getClass().getName());
    }
  }

  private static String firstLine(String file) {
    try {
      return Files.readString(Path.of(file)).lines().findFirst().orElse("");
    } catch (IOException | InvalidPathException e) {
      throw new StoreException(
          Refusal.INVALID,
          "The file of "
              + PostgresOptions.PASSWORD_FILE
              + " cannot be read: "
              + e.getClass().getSimpleName()
              + ".",
          e);
    }
  }

  /** Without a cause: what a parser says of a text may quote it. */
  private static StoreException bad(@Nullable String what) {
    return new StoreException(
        Refusal.INVALID,
        "A PostgreSQL store is named postgresql://user@host:5432/database, with % in front of the"
            + " code of what is not a letter or digit in a password"
            + (what == null ? "." : " (" + what + ")."));
  }

  String url() {
    return "jdbc:postgresql://"
        + hosts
        + "/"
        + java.net.URLEncoder.encode(database, StandardCharsets.UTF_8);
  }

  @Nullable String user() {
    return user;
  }

  @Nullable String password() {
    return password;
  }

  @Override
  public String toString() {
    return "PostgreSQL at " + hosts + "/" + database;
  }
}
