/**
 * How are the parameters of a model found, and how sure are they? Knows no customer: a model brings its {@link
 * io.engagement.fit.LogLikelihood} and receives the {@link io.engagement.fit.Maximum} that {@link
 * io.engagement.fit.MaximumLikelihood} climbs to; its user receives a {@link io.engagement.fit.Fitted}, the type to open
 * first.
 *
 * <pre>{@code
 * Maximum maximum = MaximumLikelihood.withDefaults()
 *         .maximize("poisson", List.of(Parameter.positive("lambda")), likelihood, new double[] {1});
 * double lambda = maximum.estimate(0);
 * }</pre>
 */
@NullMarked
package io.engagement.fit;

import org.jspecify.annotations.NullMarked;
