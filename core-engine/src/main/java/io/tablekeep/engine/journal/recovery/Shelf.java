package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.journal.ledger.LedgerLimits;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.sdk.store.CampaignStore;
import java.util.function.Consumer;

/**
 * What bringing documents back stands on.
 *
 * @param store where they are kept
 * @param runtime where work off the loop is done
 * @param ledger how many devices are remembered
 * @param passedOver told of each damaged snapshot that is passed over, on any thread
 */
public record Shelf(
    CampaignStore store, EngineRuntime runtime, LedgerLimits ledger, Consumer<Damage> passedOver) {}
