package io.tablekeep.engine.loop;

import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.view.Views;

/**
 * What a campaign is played by at present: its rules, and what they show to whom. Loop-confined;
 * whoever works off the loop takes along what holds when it begins.
 */
final class HouseRules {
  private RuleBook book;
  private Views views;

  HouseRules(RuleBook book, Views views) {
    this.book = book;
    this.views = views;
  }

  RuleBook book() {
    return book;
  }

  Views views() {
    return views;
  }

  /** Other rules from now on; what they show stays the same when they declare the same visible. */
  void become(RuleBook next) {
    Views other = views.under(next.system());
    if (other.fingerprint() != views.fingerprint()) {
      views = other;
    }
    book = next;
  }
}
