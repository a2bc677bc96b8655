package io.tablekeep.engine.plugin;

import io.tablekeep.sdk.plugin.Budget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * The class loader of one plugin. Of the program it shows the {@link #SHARED} packages and nothing
 * else; the rest comes from the plugin, then from the plugins it depends on, then from the JDK.
 */
final class PluginCode extends PluginClassLoader {
  /**
   * What plugin and engine have in common: the SDK, the types its signatures name, and the logger,
   * of which two would not meet.
   */
  private static final List<String> SHARED =
      List.of(
          "io.tablekeep.sdk.",
          "com.fasterxml.jackson.",
          "org.jspecify.",
          "org.pf4j.",
          "org.slf4j.");

  private static final String SDK = SHARED.get(0);
  private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

  private final String pluginId;
  private final CodeRoots roots;

  PluginCode(PluginManager manager, PluginDescriptor descriptor, List<Path> from)
      throws IOException {
    super(manager, descriptor, Budget.class.getClassLoader());
    this.pluginId = descriptor.getPluginId();
    this.roots = new CodeRoots(from);
    roots.urls().forEach(this::addURL);
  }

  private static boolean isShared(String className) {
    return SHARED.stream().anyMatch(className::startsWith);
  }

  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (name.startsWith("java.")) {
        return JDK.loadClass(name);
      }
      if (isShared(name)) {
        try {
          return getParent().loadClass(name);
        } catch (ClassNotFoundException e) {
          if (name.startsWith(SDK)) {
            throw e;
          }
          // A Jackson module, say, that only the plugin has.
        }
      }
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        Class<?> lent = loadClassFromDependencies(name);
        return lent != null ? lent : JDK.loadClass(name);
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      Optional<CodeRoots.Found> found = roots.find(name.replace('.', '/') + ".class");
      if (found.isEmpty()) {
        throw new ClassNotFoundException(name + " is not in the plugin " + pluginId);
      }
      byte[] woven = BudgetWeaver.weave(name, found.get().bytes());
      definePackageOf(name, found.get());
      CodeSource source = new CodeSource(found.get().url(), (Certificate[]) null);
      ProtectionDomain domain = new ProtectionDomain(source, null, this, null);
      return defineClass(name, woven, 0, woven.length, domain);
    } catch (IOException e) {
      LinkageError error = new ClassFormatError(name + " cannot be read from the plugin's file");
      error.initCause(e);
      throw error;
    } catch (IllegalStateException e) {
      throw new ClassNotFoundException(name + ": the plugin " + pluginId + " is unloaded", e);
    }
  }

  private void definePackageOf(String className, CodeRoots.Found found) {
    int dot = className.lastIndexOf('.');
    String name = dot < 0 ? "" : className.substring(0, dot);
    if (!name.isEmpty() && getDefinedPackage(name) == null) {
      definePackage(name, found.manifest().orElseGet(Manifest::new), found.url());
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL url = findResource(name);
    if (url == null && isShared(name.replace('/', '.'))) {
      url = getParent().getResource(name);
    }
    if (url == null) {
      url = findResourceFromDependencies(name);
    }
    return url != null ? url : JDK.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
    if (isShared(name.replace('/', '.'))) {
      all.addAll(Collections.list(getParent().getResources(name)));
    }
    all.addAll(findResourcesFromDependencies(name));
    all.addAll(Collections.list(JDK.getResources(name)));
    return Collections.enumeration(all);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      Optional<CodeRoots.Found> own = roots.find(name);
      if (own.isPresent()) {
        return new ByteArrayInputStream(own.get().bytes());
      }
      URL url = getResource(name);
      if (url == null) {
        return null;
      }
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      return connection.getInputStream();
    } catch (IOException e) {
      return null; // What the contract of class loaders asks for.
    }
  }

  /** The plugin's own extension index. */
  Optional<byte[]> index() throws IOException {
    return roots.find(PluginFile.INDEX).map(CodeRoots.Found::bytes);
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      roots.close();
    }
  }
}
