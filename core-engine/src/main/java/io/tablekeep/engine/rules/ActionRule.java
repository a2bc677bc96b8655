package io.tablekeep.engine.rules;

import io.tablekeep.sdk.game.ActionSpec;
import io.tablekeep.sdk.game.Handler;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.schema.Doc;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A declared action. Immutable once its system is compiled. */
public final class ActionRule implements ActionSpec {
  private final String name;
  private final SystemRules system;
  private final Class<? extends Record> payload;
  private final Handler<? extends Record> handler;
  private Set<Role> roles = EnumSet.of(Role.GM, Role.CO_GM, Role.PLAYER);
  private boolean edit;
  private @Nullable Boolean offline;
  private boolean approvedByGm;
  private String description;
  private @Nullable Permission row;

  <P extends Record> ActionRule(
      String name, SystemRules system, Class<P> payload, Handler<P> handler) {
    this.name = name;
    this.system = system;
    this.payload = payload;
    this.handler = handler;
    Doc doc = payload.getAnnotation(Doc.class);
    this.description = doc == null ? "" : doc.value();
  }

  @Override
  public ActionSpec by(Role... allowed) {
    roles = EnumSet.copyOf(List.of(allowed));
    return this;
  }

  @Override
  public ActionSpec edit() {
    edit = true;
    return this;
  }

  @Override
  public ActionSpec offline(boolean allowed) {
    offline = allowed;
    return this;
  }

  @Override
  public ActionSpec approvedByGm() {
    approvedByGm = true;
    return this;
  }

  @Override
  public ActionSpec describe(String sentence) {
    description = sentence;
    return this;
  }

  /**
   * Its name on the wire.
   *
   * @return such as {@code token.move} or {@code hello.leap}
   */
  public String name() {
    return name;
  }

  /**
   * The system that declared it.
   *
   * @return the system
   */
  public SystemRules system() {
    return system;
  }

  /**
   * The record of its payload.
   *
   * @return the record type
   */
  public Class<? extends Record> payload() {
    return payload;
  }

  /**
   * Who may send it.
   *
   * @return the roles
   */
  public Set<Role> roles() {
    return roles;
  }

  /**
   * Whether it is an edit, judged against the state its sender saw.
   *
   * @return true for an edit, false for a command
   */
  public boolean isEdit() {
    return edit;
  }

  /**
   * Whether it may be done for later by somebody without a line; clients keep to it, the engine
   * cannot tell.
   *
   * @return what was declared, else whether it is an edit
   */
  public boolean isOffline() {
    return offline == null ? edit : offline;
  }

  /**
   * What it is, for people.
   *
   * @return a sentence, possibly empty
   */
  public String description() {
    return description;
  }

  /**
   * Puts the action under a row of the roles table, which overrules {@link #by}.
   *
   * @param permission the row
   */
  public void govern(Permission permission) {
    row = permission;
    roles = permission.roles();
  }

  /**
   * The row of the roles table.
   *
   * @return null for an action of a game system, or of a document that is no campaign
   */
  public @Nullable Permission row() {
    return row;
  }

  /**
   * Whether the GM has to approve whatever it comes to.
   *
   * @return true when it was declared so
   */
  public boolean needsApproval() {
    return approvedByGm;
  }

  Handler<? extends Record> handler() {
    return handler;
  }
}
