/**
 * The live store in Spring Boot: properties {@code engagement.*}, beans that give way to yours, meters, health and observations.
 * Open {@link io.engagement.spring.LiveScores} first: it is what an application injects.
 */
@NullMarked
package io.engagement.spring;

import org.jspecify.annotations.NullMarked;
