package io.tablekeep.engine.transfer;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.transfer.ImportReport;
import java.io.IOException;
import java.util.List;

/**
 * A file that was read and changed nothing yet. Used by one thread; closed without {@link
 * #commitAssets}, its pictures are forgotten.
 */
public final class PreparedImport implements AutoCloseable {
  private final Changes changes;
  private final ImportReport report;
  private final AssetBatch batch;

  PreparedImport(Changes changes, ImportReport report, AssetBatch batch) {
    this.changes = changes;
    this.report = report;
    this.batch = batch;
  }

  /**
   * What to put into the document, as one entry.
   *
   * @return the changes
   */
  public Changes changes() {
    return changes;
  }

  /**
   * What became of each item of the file.
   *
   * @return the report
   */
  public ImportReport report() {
    return report;
  }

  /**
   * The pictures the changes name.
   *
   * @return in order of the file
   */
  public List<Asset> assets() {
    return batch.assets();
  }

  /**
   * Makes the pictures durable. Call it before the changes are sent: a picture that nobody names
   * does no harm.
   *
   * @throws IOException when the disk fails
   */
  public void commitAssets() throws IOException {
    batch.commit();
  }

  @Override
  public void close() throws IOException {
    batch.close();
  }
}
