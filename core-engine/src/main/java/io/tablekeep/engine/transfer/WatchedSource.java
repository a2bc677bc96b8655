package io.tablekeep.engine.transfer;

import io.tablekeep.sdk.transfer.ImportSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of which somebody follows how far it has been read. Importers need not tell: what they
 * have read is what they have done, as they read item by item.
 *
 * @param source the file
 * @param watch who follows it
 */
public record WatchedSource(ImportSource source, Watch watch) implements ImportSource {
  private static final int STEPS = 100;

  /**
   * Who follows how a file is read; told about a hundred times at the most each time it is read.
   */
  @FunctionalInterface
  public interface Watch {
    /**
     * The file has been read further, or is read from its beginning once more. On the thread of the
     * importer, which waits.
     *
     * @param read bytes that were read
     * @param of bytes it has
     */
    void read(long read, long of);
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public InputStream open() throws IOException {
    watch.read(0, size());
    return new Counted(source.open());
  }

  private final class Counted extends FilterInputStream {
    private long read;
    private long told;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        add(1);
      }
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int some = super.read(into, from, length);
      add(Math.max(0, some));
      return some;
    }

    @Override
    public long skip(long length) throws IOException {
      long some = super.skip(length);
      add(some);
      return some;
    }

    @Override
    public boolean markSupported() {
      return false; // what is read once more would count twice
    }

    private void add(long more) {
      read += more;
      if (read - told >= Math.max(1, size() / STEPS) || (more > 0 && read == size())) {
        told = read;
        watch.read(read, size());
      }
    }
  }
}
