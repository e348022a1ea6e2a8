/** What the tables of {@code dialogue} and {@code strategy} share. Not exported; open {@link io.engagement.internal.strategy.Groups} first. */
@NullMarked
package io.engagement.internal.strategy;

import org.jspecify.annotations.NullMarked;
