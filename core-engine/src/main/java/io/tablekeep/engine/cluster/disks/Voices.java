package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What disks ask each other. Thread-safe. */
final class Voices {
  private static final int STANDING = 1;
  private static final int READ = 2;
  private static final int SNAPSHOT = 3;
  private static final int KEEP = 4;
  private static final int LIST = 5;

  private final Peers peers;

  Voices(Peers peers) {
    this.peers = peers;
  }

  CompletionStage<Optional<Standing>> standing(String node, DocumentId id) {
    return ask(node, STANDING, out -> out.writeUTF(id.toString()), Voices::readStanding);
  }

  CompletionStage<Page<StoredEntry>> read(String node, DocumentId id, long after, long upTo) {
    return ask(
        node,
        READ,
        out -> {
          out.writeUTF(id.toString());
          out.writeLong(after);
          out.writeLong(upTo);
        },
        in -> new Page<>(Wire.entries(in), false));
  }

  CompletionStage<Optional<StoredSnapshot>> snapshot(String node, DocumentId id) {
    return ask(node, SNAPSHOT, out -> out.writeUTF(id.toString()), Wire::snapshot);
  }

  CompletionStage<Keep.Kept> keep(String node, Keep keep) {
    return ask(node, KEEP, keep::write, Keep.Kept::read);
  }

  CompletionStage<Page<Standing>> list(String node, DocumentId.Kind kind, String after, int max) {
    return ask(
        node,
        LIST,
        out -> {
          out.writeUTF(kind.name());
          out.writeUTF(after);
          out.writeInt(max);
        },
        in -> {
          List<Standing> items = new ArrayList<>();
          int count = in.readInt();
          for (int i = 0; i < count; i++) {
            items.add(Wire.standing(in));
          }
          return new Page<>(items, in.readBoolean());
        });
  }

  private <T> CompletionStage<T> ask(
      String node, int what, Wire.Writing writing, Wire.Reading<T> reading) {
    byte[] question =
        Wire.bytes(
            out -> {
              out.writeByte(what);
              writing.to(out);
            });
    return peers.ask(node, question).thenApply(bytes -> Wire.read(bytes, reading));
  }

  /** Answers the others from a disk. */
  void serve(Disk disk, CampaignStore store, Function<Keep, CompletionStage<Keep.Kept>> keeping) {
    peers.answer(question -> Wire.read(question, in -> answer(in, disk, store, keeping)));
  }

  private static CompletionStage<byte[]> answer(
      DataInputStream in,
      Disk disk,
      CampaignStore store,
      Function<Keep, CompletionStage<Keep.Kept>> keeping)
      throws IOException {
    int what = in.readByte();
    return switch (what) {
      case STANDING ->
          disk.standing(DocumentId.parse(in.readUTF()))
              .thenApply(found -> Wire.bytes(out -> writeStanding(out, found)));
      case READ ->
          disk.read(DocumentId.parse(in.readUTF()), in.readLong(), in.readLong())
              .thenApply(page -> Wire.bytes(out -> Wire.entries(out, page.items())));
      case SNAPSHOT ->
          disk.snapshot(DocumentId.parse(in.readUTF()))
              .thenApply(found -> Wire.bytes(out -> Wire.snapshot(out, found)));
      case KEEP -> keeping.apply(Keep.read(in)).thenApply(kept -> Wire.bytes(kept::write));
      case LIST ->
          store
              .list(DocumentId.Kind.valueOf(in.readUTF()), in.readUTF(), in.readInt())
              .thenApply(page -> Wire.bytes(out -> writeList(out, page)));
      default ->
          CompletableFuture.failedFuture(
              new IllegalArgumentException("no question between disks: " + what));
    };
  }

  private static void writeList(DataOutputStream out, Page<DocumentInfo> page) throws IOException {
    out.writeInt(page.items().size());
    for (DocumentInfo each : page.items()) {
      Wire.standing(out, Standing.of(each));
    }
    out.writeBoolean(page.more());
  }

  private static void writeStanding(DataOutputStream out, Optional<Standing> found)
      throws IOException {
    out.writeBoolean(found.isPresent());
    if (found.isPresent()) {
      Wire.standing(out, found.get());
    }
  }

  private static Optional<Standing> readStanding(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(Wire.standing(in)) : Optional.empty();
  }
}
