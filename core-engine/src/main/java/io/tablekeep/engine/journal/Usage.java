package io.tablekeep.engine.journal;

/**
 * How much a document's journal takes.
 *
 * @param bytes text of all its entries since the first
 * @param quota how many bytes it may take
 * @param warning whether it is time to tell the host
 */
public record Usage(long bytes, long quota, boolean warning) {}
