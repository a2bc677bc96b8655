package io.tablekeep.server;

/** Where {@code java -jar tablekeep.jar} begins. */
public final class Main {
  private Main() {}

  /**
   * Starts the program.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    String version = Main.class.getPackage().getImplementationVersion();
    System.out.println("Tablekeep " + (version == null ? "development build" : version));
  }
}
