package io.tablekeep.engine.storm;

/**
 * What somebody does.
 *
 * @param type name of the action
 * @param payload JSON
 * @param edit whether it is judged by what its sender sees
 */
record Deed(String type, String payload, boolean edit) {
  static Deed edit(String type, String form, Object... values) {
    return new Deed(type, json(form, values), true);
  }

  static Deed command(String type, String form, Object... values) {
    return new Deed(type, json(form, values), false);
  }

  /** Single quotes stand for double ones. */
  private static String json(String form, Object... values) {
    return form.replace('\'', '"').formatted(values);
  }
}
