/**
 * Everything that scores a base, as one value: open {@link io.engagement.setup.ScoringSetup} first.
 *
 * <pre>{@code
 * ScoringSetup setup = ScoringSetup.fit(log.asOf(today));
 * setup.doubts().forEach(System.out::println);          // empty if all fits can be trusted
 * ScoreTable scores = setup.plan().score(log.asOf(today));
 * Files.writeString(file, setup.toText());              // and ScoringSetup.read(text, Registry.empty())
 * }</pre>
 */
@NullMarked
package io.engagement.setup;

import org.jspecify.annotations.NullMarked;
