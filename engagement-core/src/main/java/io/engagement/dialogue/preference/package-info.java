/**
 * By which channel and when do customers like to be contacted, and how well does the company keep to it? Open {@link
 * io.engagement.dialogue.preference.ContactPreferences} first.
 *
 * <pre>{@code
 * ContactPreferences preferences = ContactPreferences.of(log.asOf(now), CustomerZones.all(ZoneId.of("Europe/Berlin")));
 * Suggestion next = preferences.of("c1").orElseThrow().suggestion();
 * System.out.println(next.channel() + ", " + next.reason());
 * }</pre>
 */
@NullMarked
package io.engagement.dialogue.preference;

import org.jspecify.annotations.NullMarked;
