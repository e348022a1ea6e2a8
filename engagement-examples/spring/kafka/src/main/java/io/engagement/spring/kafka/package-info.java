/**
 * Feeds the live store from a topic of Kafka. {@link io.engagement.spring.kafka.EventTopic} reads; where it is in the topic is kept in
 * the store's own snapshot, so that nothing is lost or counted twice.
 */
@NullMarked
package io.engagement.spring.kafka;

import org.jspecify.annotations.NullMarked;
