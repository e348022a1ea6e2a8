/**
 * Who still buys, given what is known of them? Open {@link io.engagement.customerbase.covariate.CovariateModel} for what does not
 * change, {@link io.engagement.customerbase.covariate.SeasonalParetoNbd} for seasons that are common to all, {@link
 * io.engagement.customerbase.covariate.TimeVaryingParetoNbd} for what changes with time and is each customer's own.
 */
@NullMarked
package io.engagement.customerbase.covariate;

import org.jspecify.annotations.NullMarked;
