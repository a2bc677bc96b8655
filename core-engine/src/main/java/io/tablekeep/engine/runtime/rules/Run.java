package io.tablekeep.engine.runtime.rules;

import io.tablekeep.engine.runtime.RuleFault;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** One rule on its way through the pool. */
final class Run<T> {
  final Owner owner;
  final long budgetNanos;
  final Callable<T> rule;
  final CompletableFuture<T> result = new CompletableFuture<>();

  Run(Owner owner, long budgetNanos, Callable<T> rule) {
    this.owner = owner;
    this.budgetNanos = budgetNanos;
    this.rule = rule;
  }

  void refuse(String code) {
    owner.rejected.increment();
    result.completeExceptionally(new RuleFault(code, sentence(code, owner.name)));
  }

  static String sentence(String code, String owner) {
    return switch (code) {
      case "rules-overloaded" -> "Too much is waiting for the rules of '" + owner + "'; try again.";
      case "rules-exhausted" ->
          "The rules of '" + owner + "' hang and are not run until earlier ones have ended.";
      default -> "The rules are being shut down.";
    };
  }
}
