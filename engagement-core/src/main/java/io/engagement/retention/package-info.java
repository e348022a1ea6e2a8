/**
 * How likely are we to lose a customer? Open {@link io.engagement.retention.RetentionRiskScorer} first.
 *
 * <pre>{@code
 * BetaGeometricNbd model = BetaGeometricNbd.fit(purchases).model();
 * Scorer risk = RetentionRiskScorer.of(model, Duration.ofDays(90));
 * ScoreTable scores = ScoringPlan.of(risk).score(log.asOf(today));
 * scores.explain(0, "retention_risk").reason();
 * }</pre>
 *
 * <p>For customers under contract, whose leaving is observed: {@link io.engagement.retention.ChurnRiskScorer}.
 */
@NullMarked
package io.engagement.retention;

import org.jspecify.annotations.NullMarked;
