package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.schema.JsonSchema;
import java.util.Map;

/** What holds for campaign documents as a whole. */
public final class Documents {
  /** The version of the document's records, its key {@code schema}. */
  public static final int VERSION = 1;

  /** How many lines of {@code chat} told to everyone the document keeps; the oldest goes first. */
  public static final int CHAT_LINES = 200;

  /** How many lines of {@code dice} seen by everyone the document keeps; the oldest goes first. */
  public static final int DICE_LINES = 100;

  /**
   * How many lines of {@code chat}, and of {@code dice}, from one person to the same people the
   * document keeps; the oldest goes first. Each such circle has a window of its own, so that what
   * goes tells nobody of lines they do not see.
   */
  public static final int WHISPER_LINES = 50;

  /** With how many circles of people one person can whisper, and roll, at a time. */
  public static final int CIRCLES = 32;

  /** How many lines {@code chat}, or {@code dice}, can hold at all. */
  public static final int MOST_LINES = 20_000;

  /** How many lines of {@code changeLog} an export carries at most; the oldest goes first. */
  public static final int CHANGE_LINES = 1_000;

  private static final Map<String, Object> SCHEMA = JsonSchema.openOf(CampaignDocument.class);

  private Documents() {}

  /**
   * The JSON Schema (draft 2020-12) of a whole campaign document. Keys it does not name are
   * allowed.
   *
   * @return an immutable plain Java value, see {@link JsonSchema}
   */
  public static Map<String, Object> schema() {
    return SCHEMA;
  }
}
