package io.tablekeep.sdk.store;

import io.tablekeep.sdk.state.DocumentId;

/**
 * What a store knows of one document without reading it.
 *
 * @param id its name
 * @param epoch the newest epoch given out
 * @param owner who acquired that epoch, as told to {@link CampaignStore#acquire}
 * @param first the oldest entry still kept here; 1 as long as nothing was archived, 0 when there is
 *     none
 * @param last the newest durable entry; 0 when there is none
 */
public record DocumentInfo(DocumentId id, Epoch epoch, String owner, long first, long last) {}
