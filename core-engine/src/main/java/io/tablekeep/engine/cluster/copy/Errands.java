package io.tablekeep.engine.cluster.copy;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Receipt;
import io.tablekeep.sdk.state.DocumentId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Actions and what came of them, as bytes between nodes of the same version. */
final class Errands {
  private Errands() {}

  record Question(DocumentId id, String participant, Action action) {}

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Of commands: an edit is based on a seat's position, which nobody has here. */
  static byte[] question(DocumentId id, String participant, Action action) {
    return bytes(
        out -> {
          out.writeUTF(id.toString());
          out.writeUTF(participant);
          out.writeUTF(action.device());
          out.writeLong(action.n());
          out.writeUTF(action.type());
          out.writeInt(action.payload().length);
          out.write(action.payload());
        });
  }

  static Question question(byte[] message) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      DocumentId id = DocumentId.parse(in.readUTF());
      String participant = in.readUTF();
      String device = in.readUTF();
      long n = in.readLong();
      String type = in.readUTF();
      return new Question(
          id, participant, new Action(device, n, type, in.readNBytes(in.readInt())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] answer(Copies.Acted acted) {
    Receipt receipt = acted.receipt();
    return bytes(
        out -> {
          out.writeLong(acted.version());
          out.writeUTF(receipt.device());
          out.writeLong(receipt.n());
          out.writeUTF(receipt.outcome().name());
          out.writeUTF(receipt.code());
          out.writeUTF(receipt.message());
          out.writeUTF(receipt.field());
          out.writeUTF(receipt.ask());
          out.writeLong(receipt.retryAfter().toMillis());
          out.writeInt(receipt.parts().size());
          for (Receipt.Part part : receipt.parts()) {
            out.writeUTF(part.ask());
            out.writeUTF(part.outcome().name());
            out.writeUTF(part.code());
            out.writeUTF(part.message());
          }
        });
  }

  static Copies.Acted answer(byte[] message) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      long version = in.readLong();
      String device = in.readUTF();
      long n = in.readLong();
      Receipt.Outcome outcome = Receipt.Outcome.valueOf(in.readUTF());
      String code = in.readUTF();
      String said = in.readUTF();
      String field = in.readUTF();
      String ask = in.readUTF();
      Duration after = Duration.ofMillis(in.readLong());
      List<Receipt.Part> parts = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        parts.add(
            new Receipt.Part(
                in.readUTF(), Receipt.Outcome.valueOf(in.readUTF()), in.readUTF(), in.readUTF()));
      }
      return new Copies.Acted(
          new Receipt(device, n, outcome, code, said, field, ask, parts, after), version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
