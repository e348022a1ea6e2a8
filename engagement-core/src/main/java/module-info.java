/**
 * Customer engagement, retention risk and lifetime value, from the interactions that a CRM already has.
 *
 * <p>The packages, in the order of the data's way: {@link io.engagement.domain} (what came in), {@link
 * io.engagement.history} (all of it, in order), {@link io.engagement.measure} (what happened; {@link
 * io.engagement.measure.spi} is for measures of one's own), {@link io.engagement.fit}
 * (which parameters fit best), {@link io.engagement.score} (one number, and why), {@link io.engagement.contract} (who renews), {@link io.engagement.customerbase} (who
 * still buys), {@link io.engagement.value} (what they are worth), {@link io.engagement.survival} (how long they stay), {@link
 * io.engagement.retention} (who may leave), {@link
 * io.engagement.dialogue} (who is engaged by their own effort), {@link io.engagement.setup} (all of this as one value), {@link io.engagement.simulate} (bases whose truth is known), {@link io.engagement.live} (scores that are
 * never stale).
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
    exports io.engagement.history;
    exports io.engagement.measure.spi;
    exports io.engagement.measure;
    exports io.engagement.fit;
    exports io.engagement.score;
    exports io.engagement.contract;
    exports io.engagement.customerbase;
    exports io.engagement.value;
    exports io.engagement.survival;
    exports io.engagement.retention;
    exports io.engagement.dialogue;
    exports io.engagement.setup;
    exports io.engagement.live;
    exports io.engagement.simulate;
}
