/**
 * Customer engagement, retention risk and lifetime value, from the interactions that a CRM already has.
 *
 * <pre>{@code
 * InteractionLog.Builder log = InteractionLog.builder();
 * Simulation.withDefaults().interactions().forEach(log::add); // your own rows, in any order
 * LogView today = log.build().asOf(Instant.parse("2025-01-01T00:00:00Z"));
 *
 * ScoringSetup setup = ScoringSetup.fit(today);
 * System.out.println("doubts: " + setup.doubts()); // can the fits be trusted? setup.summary() says more
 * ScoreTable scores = setup.plan().score(today);
 *
 * for (int row : scores.top("lifetime_value", 3)) {
 *     System.out.println(scores.customerId(row) + ": " + scores.explain(row, "retention_risk").reason());
 * }
 * }</pre>
 *
 * <p>The way of the data, each step an immutable value and the next one's input:
 *
 * <p><img src="doc-files/way.svg" style="max-width: 100%" alt="rows of a CRM, Interaction (what came in), InteractionLog (all of
 * it, as of any time), Measure (what happened), model (what it means), Scorer (one number a customer, and why)">
 *
 * <p>Where to start: {@link io.engagement.setup.ScoringSetup} fits all that a log allows and makes its scores; {@link
 * io.engagement.history.InteractionLog} takes the rows; {@link io.engagement.live.LiveStore} keeps scores current with each
 * interaction; {@link io.engagement.score.Scorer} and {@link io.engagement.measure.spi.Statistic} are what one writes oneself.
 *
 * <p>The packages, in the order of the data's way: {@link io.engagement.domain} (what came in), {@link
 * io.engagement.table} (how figures are shown), {@link io.engagement.history} (all of it, in order), {@link io.engagement.measure.spi} (what a measure of your own is made
 * of), {@link io.engagement.measure} (what happened), {@link io.engagement.fit} (which parameters fit best), {@link
 * io.engagement.score} (one number, and why), {@link io.engagement.survival} (how long they stay, and who renews),
 * {@link io.engagement.customerbase} (who still buys), {@link io.engagement.customerbase.nbd} (if nobody leaves),
 * {@link io.engagement.customerbase.geometric} (customers who may leave after a purchase), {@link
 * io.engagement.customerbase.pareto} (who may leave at any time), {@link io.engagement.customerbase.gompertz} (who
 * leave the sooner, the longer they stay), {@link io.engagement.customerbase.periodic} (who can buy once a period),
 * {@link io.engagement.customerbase.covariate} (with what is known of customers and seasons), {@link
 * io.engagement.spend} (what a purchase brings), {@link io.engagement.proportion} (which share is theirs), {@link
 * io.engagement.initiative} (who acts of their own accord), {@link io.engagement.value} (what they are worth), {@link
 * io.engagement.retention} (who may leave), {@link io.engagement.dialogue.exchange} (which acts the company
 * provokes), {@link io.engagement.dialogue.answers} (who answers whom, and how much of it is chance), {@link
 * io.engagement.dialogue.preference} (how they like to be contacted), {@link io.engagement.dialogue.goals} (what they
 * want), {@link io.engagement.dialogue} (who reaches out), {@link io.engagement.journey} (which stages they pass, and
 * where they leave), {@link
 * io.engagement.journey.motive} (why they leave, and why they stay), {@link
 * io.engagement.outcome.effect} (how large an effect is, and how sure), {@link io.engagement.outcome.experiment} (who is
 * contacted by chance, and what may be read of it), {@link io.engagement.outcome.observational} (what a contact did if
 * nobody was held out), {@link io.engagement.outcome} (what each contact really did), {@link
 * io.engagement.outcome.mutual} (what customers and the company give each other), {@link
 * io.engagement.outcome.targeting} (who gains by a contact, and is that known), {@link
 * io.engagement.evaluate} (which model forecasts best), {@link
 * io.engagement.strategy.policy} (may we contact this customer now), {@link io.engagement.strategy.budget} (which
 * contacts are worth their money), {@link io.engagement.strategy.lifecycle} (who is
 * new, stays, comes back), {@link io.engagement.strategy.objective} (will we reach our targets), {@link
 * io.engagement.strategy} (who contacts whom), {@link io.engagement.setup} (all of it fitted, scored and saved as
 * one), {@link io.engagement.live} (scores
 * that are never stale), {@link io.engagement.simulate} (bases whose truth is known).
 *
 * <p>The same everywhere:
 *
 * <ul>
 *   <li>A horizon, a window and a half-life are a {@link java.time.Duration}. What a model computes is in its own {@link
 *       io.engagement.domain.TimeScale}: {@code double t} ahead, beside {@code age} and {@code recency}, and so are its
 *       parameters. Contracts count in whole numbers: {@code renewals}, {@code periods}, {@code next}.
 *   <li>{@code withX} returns a changed copy and changes nothing. What collects rows has {@code add} and plain nouns.
 *   <li>A name that nothing has, of a score, a model or a parameter, is refused by an {@link IllegalArgumentException} that
 *       names the nearest one. A customer whom nobody knows is no mistake: the answer is empty.
 *   <li>What does not exist for a customer is NaN in columns and empty where one customer is asked for; the explanation
 *       says why.
 * </ul>
 */
module io.engagement {
    requires static transitive org.jspecify;
    requires com.google.common;
    requires org.slf4j;
    requires org.apache.commons.numbers.gamma;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.simple;
    requires org.apache.commons.rng.sampling;

    exports io.engagement.domain;
    exports io.engagement.table;
    exports io.engagement.history;
    exports io.engagement.measure.spi;
    exports io.engagement.measure;
    exports io.engagement.fit;
    exports io.engagement.score;
    exports io.engagement.survival;
    exports io.engagement.customerbase;
    exports io.engagement.customerbase.nbd;
    exports io.engagement.customerbase.geometric;
    exports io.engagement.customerbase.pareto;
    exports io.engagement.customerbase.gompertz;
    exports io.engagement.customerbase.periodic;
    exports io.engagement.customerbase.covariate;
    exports io.engagement.spend;
    exports io.engagement.proportion;
    exports io.engagement.initiative;
    exports io.engagement.value;
    exports io.engagement.retention;
    exports io.engagement.dialogue.exchange;
    exports io.engagement.dialogue.answers;
    exports io.engagement.dialogue.preference;
    exports io.engagement.dialogue.goals;
    exports io.engagement.dialogue;
    exports io.engagement.journey;
    exports io.engagement.journey.motive;
    exports io.engagement.outcome.effect;
    exports io.engagement.outcome.experiment;
    exports io.engagement.outcome.observational;
    exports io.engagement.outcome;
    exports io.engagement.outcome.mutual;
    exports io.engagement.outcome.targeting;
    exports io.engagement.evaluate;
    exports io.engagement.strategy.policy;
    exports io.engagement.strategy.budget;
    exports io.engagement.strategy.lifecycle;
    exports io.engagement.strategy.objective;
    exports io.engagement.strategy;
    exports io.engagement.setup;
    exports io.engagement.live;
    exports io.engagement.simulate;
}
