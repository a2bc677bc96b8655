package io.tablekeep.server.load;

import io.tablekeep.contracts.fixture.CampaignFixture;

/** Writes a move's number into the coordinates it moves to, and reads it back. */
final class Coordinates {
  private static final double FROM = CampaignFixture.HALL_FROM;

  private Coordinates() {}

  /** Inside the hall of the fixture, in cells with three decimals. */
  static double x(long count) {
    return Math.rint(FROM * 1000 + 500 + (count % Measure.NUMBERS + 1)) / 1000.0;
  }

  static double y(long count) {
    long spread = (count * 7 + count / Measure.NUMBERS) % Measure.NUMBERS + 1;
    return Math.rint(FROM * 1000 + 500 + spread) / 1000.0;
  }

  /** The number of the move that leads to an x, or -1. */
  static int number(double x) {
    long number = Math.round((x - FROM) * 1000) - 501;
    return number >= 0 && number < Measure.NUMBERS ? (int) number : -1;
  }
}
