package io.tablekeep.plugin.uvtt;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetSink;
import io.tablekeep.sdk.asset.AssetUpload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An upload that begins with its first byte: an empty picture is none. */
final class LateUpload extends OutputStream {
  private final AssetSink sink;
  private @Nullable AssetUpload upload;

  LateUpload(AssetSink sink) {
    this.sink = sink;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length > 0) {
      if (upload == null) {
        upload = sink.begin();
      }
      upload.write(bytes, from, length);
    }
  }

  Optional<Asset> finish() throws IOException {
    return upload == null ? Optional.empty() : Optional.of(upload.finish());
  }

  @Override
  public void close() throws IOException {
    if (upload != null) {
      upload.close();
    }
  }
}
