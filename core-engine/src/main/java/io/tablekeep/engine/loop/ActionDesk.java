package io.tablekeep.engine.loop;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.entry.ActionHash;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.ledger.Asked;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.schema.Constraints;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Admits actions or sends them away. What is sent away here leaves no trace in the journal, and its
 * id stays unused. Loop-confined.
 */
final class ActionDesk {
  private static final int MOST_ID = 64;
  private static final byte[] NONE = {};

  private final DecisionLine line;
  private final EngineRuntime runtime;
  private final TokenSeal seal;
  private final Limits limits;
  private final JsonReader.Limits payloadLimits;

  ActionDesk(DecisionLine line, CampaignHome home) {
    this.line = line;
    this.runtime = home.runtime();
    this.seal = home.seal();
    this.limits = home.limits();
    JsonReader.Limits frame = JsonReader.Limits.FRAME;
    this.payloadLimits =
        new JsonReader.Limits(
            limits.payloadBytes(), frame.depth(), limits.payloadBytes(), frame.members());
  }

  /** An action in bytes, as a device sent it. */
  void arrive(Action action, Reply reply) {
    if (!mayArrive(reply)) {
      return;
    }
    if (action.payload().length > limits.payloadBytes()) {
      refuse(reply, "payload-too-large", "That is too much for one action.", "");
      return;
    }
    line.metrics().payload.record(action.payload().length);
    JsonObject payload;
    try {
      payload = JsonReader.readObject(action.payload(), payloadLimits, 0);
    } catch (TablekeepException e) {
      refuse(reply, e.code(), e.message(), e.field().orElse(""));
      return;
    }
    admit(action.type(), payload, action.basedOn(), action.since(), reply);
  }

  /** An action from inside the program. */
  void arrive(Record payload, Reply reply) {
    if (!mayArrive(reply)) {
      return;
    }
    ActionRule rule = line.book().action(payload.getClass());
    if (rule == null) {
      refuse(
          reply, "unknown-action", payload.getClass().getSimpleName() + " is no action here.", "");
    } else {
      admit(rule.name(), Records.writeRecord(payload, 0), OptionalLong.empty(), NONE, reply);
    }
  }

  private boolean mayArrive(Reply reply) {
    Optional<Problem> closed = line.closed();
    if (closed.isPresent()) {
      tell(reply, reply.retry(closed.get().code(), closed.get().message()));
    } else if (!reply.sender().pace().mayAct(runtime.nanos())) {
      String message = "That was too fast. Try again in a moment.";
      tell(reply, reply.retry("rate-limited", message, reply.sender().pace().untilMayAct()));
    } else if (!isDevice(reply.device()) || reply.n() < 1) {
      refuse(
          reply,
          "bad-action-id",
          "An action is numbered from 1, on a device named by letters, digits, '.', '_' and '-'.",
          "");
    } else {
      return true;
    }
    return false;
  }

  private void admit(
      String type, JsonObject payload, OptionalLong basedOn, byte[] since, Reply reply) {
    TableSeat sender = reply.sender();
    long base = base(sender, basedOn, since);
    Participant by = reply.sender().participant();
    long hash = ActionHash.of(type, payload);
    Asked asked = line.ledger().ask(by.id(), reply.device(), reply.n(), hash, runtime.now());
    if (asked instanceof Asked.Same same) {
      line.metrics().repeated.increment();
      line.answer(reply, reply.receipt(same.receipt().outcome()));
      return;
    }
    if (asked instanceof Asked.InFlight flying) {
      line.metrics().repeated.increment();
      line.join(reply, by.id(), flying.version());
      return;
    }
    if (asked instanceof Asked.Refused refused) {
      Problem problem = refused.problem();
      refuse(reply, problem.code(), problem.message(), problem.field());
      return;
    }
    Cause cause = new Cause(by.id(), reply.device(), reply.n(), hash, type, payload, base);
    Typed typed;
    try {
      typed = typed(by, cause);
    } catch (TablekeepException e) {
      refuse(reply, e.code(), e.message(), e.field().orElse(""));
      return;
    }
    boolean edits = typed.rule().isEdit() && (basedOn.isPresent() || since.length > 0);
    if (edits
        && basedOn.isPresent()
        && (basedOn.getAsLong() < 0 || basedOn.getAsLong() > sender.position())) {
      refuse(reply, "bad-base", "You have not seen yet what that would be based on.", "");
      return;
    }
    if (sender.waiting() >= limits.seatQueue() || !line.hasRoom()) {
      tell(reply, reply.tooBusy());
      return;
    }
    line.add(
        new Waiting(by, cause, typed.rule(), typed.payload(), reply).blind(edits && base == 0));
  }

  /** The version its sender looked at, or a little earlier; 0 when that is not known. */
  private long base(TableSeat sender, OptionalLong basedOn, byte[] since) {
    long exact = sender.versionAt(basedOn.orElse(0));
    if (exact > 0 || since.length == 0) {
      return exact;
    }
    long recalled = seal.recall(sender, since).map(TokenSeal.Claims::version).orElse(0L);
    return recalled < line.nextVersion() ? recalled : 0; // the store may have been set back since
  }

  /** An action as the rules declare it. */
  private record Typed(ActionRule rule, Record payload) {}

  /** Finds who decides an action, and whether it is well formed. */
  private Typed typed(Participant by, Cause cause) {
    ActionRule rule = line.book().action(cause.type());
    if (rule == null) {
      throw no("unknown-action", "There is no such action at this table.", "");
    }
    if (!rule.roles().contains(by.role())) {
      throw no("not-allowed", "Your role at this table does not allow that.", "");
    }
    Record payload = Records.read(cause.payload(), rule.payload(), UnknownKeys.REFUSED);
    List<Problem> problems = Constraints.check(payload);
    if (!problems.isEmpty()) {
      Problem first = problems.get(0);
      throw no(first.code(), first.message(), '/' + first.field());
    }
    return new Typed(rule, payload);
  }

  private static TablekeepException no(String code, String message, String field) {
    return new TablekeepException(ErrorKind.USER, code, message, field);
  }

  /** Admits what waits by the rules of now: it was admitted by others. */
  void readmit() {
    line.queue().replace(waiting -> isTables(waiting) ? waiting : again(waiting));
  }

  private static boolean isTables(Waiting waiting) {
    return waiting.isOwn() || waiting.rule().system().isTable();
  }

  private @Nullable Waiting again(Waiting waiting) {
    Cause cause = waiting.cause;
    try {
      Typed typed = typed(waiting.by, cause);
      return new Waiting(waiting, typed.rule(), typed.payload());
    } catch (TablekeepException e) {
      line.ledger().release(cause.by(), cause.device(), cause.n());
      for (Reply reply : waiting.replies) {
        refuse(reply, e.code(), e.message(), e.field().orElse(""));
      }
      return null;
    }
  }

  static boolean isDevice(String device) {
    if (device.isEmpty() || device.length() > MOST_ID) {
      return false;
    }
    for (int i = 0; i < device.length(); i++) {
      char c = device.charAt(i);
      boolean good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!good) {
        return false;
      }
    }
    return true;
  }

  /** Refused for what it is, whatever the state: told at once. */
  private void refuse(Reply reply, String code, String message, String field) {
    tell(reply, reply.refused(code, message, field));
  }

  private void tell(Reply reply, Receipt receipt) {
    line.metrics().refused(receipt.code());
    line.answer(reply, receipt);
  }
}
