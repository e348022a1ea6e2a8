/**
 * Scores over HTTP: events come in, scores with their reasons go out. {@link io.engagement.spring.service.EngagementService} starts
 * it, {@link io.engagement.spring.service.Customers} and {@link io.engagement.spring.service.Events} answer.
 */
@NullMarked
package io.engagement.spring.service;

import org.jspecify.annotations.NullMarked;
