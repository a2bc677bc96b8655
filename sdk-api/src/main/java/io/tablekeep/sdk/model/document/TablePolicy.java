package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/**
 * What players may do at this table without being asked, {@code campaign/policy}. Scope: campaign.
 * For everyone, so that pages offer only what is allowed.
 *
 * @param chatMinutes how long words can be changed and taken back by who said them, in minutes; 0:
 *     never
 * @param doors whether players open and close doors beside their tokens
 */
@Doc("What players may do at this table without being asked.")
public record TablePolicy(
    @Doc("How long words can be changed by who said them, in minutes; 0: never.")
        @Default("15")
        @Range(min = 0, max = 10_080)
        int chatMinutes,
    @Doc("Whether players open and close doors beside their tokens.") @Default("true")
        boolean doors) {}
