/**
 * What was said of customers against what happened: ranks, scores, calibration and their standard errors. Open {@link
 * io.engagement.internal.metric.JudgedRows} first. Not exported; nothing here is promised to users.
 */
@NullMarked
package io.engagement.internal.metric;

import org.jspecify.annotations.NullMarked;
