package io.tablekeep.server.faults;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.StoreProvider;
import io.tablekeep.sdk.store.StoredEntry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.pf4j.Extension;

/**
 * The planted fault: the store of PostgreSQL, but for one thing. What it refuses to an old owner is
 * written all the same, over what stands there.
 */
@Extension
public final class Unfenced implements StoreProvider {
  private static final String WRITE =
      "INSERT INTO faults.entries(journal, position, body)"
          + " SELECT journal, ?, ? FROM faults.documents WHERE name = ?"
          + " ON CONFLICT (journal, position) DO UPDATE SET body = excluded.body";

  /** For PF4J. */
  public Unfenced() {}

  /** Packs it with the whole of the real one. */
  static Path into(Path folder) throws IOException {
    Files.createDirectories(folder);
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Plugin-Id", "store-unfenced");
    main.putValue("Plugin-Version", "1.0.0");
    try (JarOutputStream out =
            new JarOutputStream(Files.newOutputStream(folder.resolve("unfenced.jar")), manifest);
        InputStream bundled = resource("bundled-plugins/store-postgres.jar");
        ZipInputStream in = new ZipInputStream(bundled)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()
            && !entry.getName().startsWith("META-INF/MANIFEST")
            && !entry.getName().equals("META-INF/extensions.idx")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(out);
        }
      }
      out.putNextEntry(new ZipEntry("META-INF/extensions.idx"));
      out.write((Unfenced.class.getName() + "\n").getBytes(StandardCharsets.UTF_8));
      String own = Unfenced.class.getName().replace('.', '/') + ".class";
      out.putNextEntry(new ZipEntry(own));
      try (InputStream bytes = resource(own)) {
        bytes.transferTo(out);
      }
    }
    return folder;
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Unfenced.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException("missing " + name);
    }
    return in;
  }

  @Override
  public String scheme() {
    return "unfenced";
  }

  @Override
  public CampaignStore open(String location, Map<String, String> settings) {
    try {
      StoreProvider real =
          Class.forName("io.tablekeep.plugin.postgres.PostgresStoreProvider")
              .asSubclass(StoreProvider.class)
              .getConstructor()
              .newInstance();
      CampaignStore store = real.open(location, settings);
      String url = "jdbc:postgresql:" + location.replaceFirst("//[^@]*@", "//");
      return (CampaignStore)
          Proxy.newProxyInstance(
              Unfenced.class.getClassLoader(),
              new Class<?>[] {CampaignStore.class},
              (self, method, arguments) -> {
                try {
                  Object answer = method.invoke(store, arguments);
                  return method.getName().equals("append")
                      ? insisting(url, arguments, (CompletionStage<?>) answer)
                      : answer;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletionStage<Appended> insisting(
      String url, Object[] arguments, CompletionStage<?> answer) {
    return answer.thenApplyAsync(
        said ->
            said instanceof Appended.Rejected
                ? written(url, (DocumentId) arguments[0], (List<?>) arguments[3])
                : (Appended) said);
  }

  private static Appended written(String url, DocumentId id, List<?> entries) {
    long last = 0;
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        PreparedStatement sql = connection.prepareStatement(WRITE)) {
      for (Object each : entries) {
        StoredEntry entry = (StoredEntry) each;
        last = entry.position();
        sql.setLong(1, last);
        sql.setBytes(2, entry.bytes());
        sql.setString(3, id.toString());
        sql.executeUpdate();
      }
      return new Appended.Durable(last);
    } catch (SQLException e) {
      return new Appended.Unknown(e);
    }
  }
}
