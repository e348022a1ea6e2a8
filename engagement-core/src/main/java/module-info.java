/**
 * Customer engagement, retention risk and lifetime value, from the interactions that a CRM already has.
 *
 * <p>The packages, in the order of the data's way: {@link io.engagement.domain}, {@link io.engagement.history}, {@link
 * io.engagement.measure}, {@link io.engagement.score}.
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
    exports io.engagement.measure;
    exports io.engagement.fit;
    exports io.engagement.score;
    exports io.engagement.customerbase;
    exports io.engagement.value;
    exports io.engagement.retention;
    exports io.engagement.dialogue;
    exports io.engagement.simulate;
}
