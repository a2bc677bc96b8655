/**
 * A person's own document, {@code user/{account}}: characters that travel from campaign to
 * campaign, preferences, personal notes; and the actions on it. Scope: user. Nobody but that person
 * sees it; what comes to a campaign is a copy. Values for any thread.
 */
@NullMarked
package io.tablekeep.sdk.model.user;

import org.jspecify.annotations.NullMarked;
