/**
 * What does it mean? One number per customer, and why: open {@link io.engagement.score.Scorer} first.
 *
 * <p>A scorer reads measures and gives a number on a declared {@linkplain io.engagement.score.Scale scale}; a {@linkplain
 * io.engagement.score.ScoringPlan plan} runs several over the union of their measures; each score can say why it is what
 * it is. The shortest use:
 *
 * <pre>{@code
 * Scorer silence = Scorer.of("silence", Scale.INDEX, Measure.timeSinceLast(Filter.ownInitiative()),
 *         days -> 100 * -Math.expm1(-days / 30));
 * ScoreTable scores = ScoringPlan.of(silence).score(log.asOf(today));
 * scores.get(0, "silence");
 * scores.explain(0, "silence").reason();
 * scores.compare(lastWeek).moves("silence", 10);
 * }</pre>
 */
@NullMarked
package io.engagement.score;

import org.jspecify.annotations.NullMarked;
