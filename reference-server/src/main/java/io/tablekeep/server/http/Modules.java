package io.tablekeep.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in a page every module that its scripts import, so that a browser asks for all of them at
 * once and not for each when the one before has come.
 */
final class Modules {
  private static final String ROOT = "/page/";
  private static final Pattern SCRIPT =
      Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"></script>");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^(?:import|export)\\b[^;'\"]*?['\"]([./][^'\"]+)['\"]");

  private Modules() {}

  /**
   * A page with what it needs named in its head.
   *
   * @param page HTML in UTF-8
   * @param files all files by their names below {@code /page/}
   */
  static byte[] named(byte[] page, Map<String, byte[]> files) {
    String html = new String(page, UTF_8);
    Set<String> all = new LinkedHashSet<>();
    Matcher scripts = SCRIPT.matcher(html);
    while (scripts.find()) {
      collect(scripts.group(1), files, all);
    }
    StringBuilder links = new StringBuilder();
    for (String address : all) {
      links.append("<link rel=\"modulepreload\" href=\"").append(address).append("\">\n");
    }
    return html.replace("</head>", links + "</head>").getBytes(UTF_8);
  }

  private static void collect(String address, Map<String, byte[]> files, Set<String> all) {
    if (!address.startsWith(ROOT) || all.contains(address)) {
      return;
    }
    byte[] script = files.get(address.substring(ROOT.length()));
    if (script == null) {
      return;
    }
    all.add(address);
    Matcher imports = IMPORT.matcher(new String(script, UTF_8));
    while (imports.find()) {
      collect(URI.create(address).resolve(imports.group(1)).getPath(), files, all);
    }
  }
}
