package io.tablekeep.engine.loop;

import io.tablekeep.engine.journal.JournalListener;
import io.tablekeep.engine.journal.Loss;
import org.jspecify.annotations.Nullable;

/** Passes on what a journal says to the campaign that it makes possible. Loop-confined. */
final class Ears implements JournalListener {
  private @Nullable CampaignLoop campaign;

  void listenFor(CampaignLoop now) {
    campaign = now;
  }

  @Override
  public void durable(long version) {
    if (campaign != null) {
      campaign.durable(version);
    }
  }

  @Override
  public void lost(Loss loss) {
    if (campaign != null) {
      campaign.lost(loss);
    }
  }
}
