package io.tablekeep.plugin.sqlite;

/** How hard a test tries, by the system property {@code tablekeep.torture}. */
final class Torture {
  private Torture() {}

  static int rounds(int quick, int brief, int thorough) {
    return switch (System.getProperty("tablekeep.torture", "quick")) {
      case "long" -> thorough;
      case "short" -> brief;
      default -> quick;
    };
  }
}
