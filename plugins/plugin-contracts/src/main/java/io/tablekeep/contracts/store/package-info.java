/**
 * What a store promises, as tests to inherit, and the stores that tests run on.
 *
 * <p>A store plugin's own test extends {@link io.tablekeep.contracts.store.CampaignStoreContract}.
 * Engines and plugins are tested on {@link io.tablekeep.contracts.store.InMemoryStore}, with chosen
 * calls failing on {@link io.tablekeep.contracts.store.FaultyStore}, and in one thread from one
 * seed, through power cuts, on {@link io.tablekeep.contracts.store.SimulatedStore}. The three share
 * one set of rules ({@code Tables}), so that what a test learns from one holds for the others.
 * Nothing here is for production.
 */
@NullMarked
package io.tablekeep.contracts.store;

import org.jspecify.annotations.NullMarked;
