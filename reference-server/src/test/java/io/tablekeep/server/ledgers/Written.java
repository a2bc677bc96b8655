package io.tablekeep.server.ledgers;

import java.util.Map;

/**
 * An entry of the journal as the store has it.
 *
 * @param version its place, from 1
 * @param epoch what it says of its writer
 * @param writer which server brought it to the store
 * @param id of the action as {@link Ledger#id} has it; empty when nobody sent it
 * @param type of the action
 * @param payload of the action
 * @param outcome what its sender was to be told
 * @param values what it puts at watched places; an empty text is nothing
 */
public record Written(
    long version,
    long epoch,
    String writer,
    String id,
    String type,
    String payload,
    String outcome,
    Map<String, String> values) {}
