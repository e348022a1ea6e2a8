/**
 * Who still buys, given what is known of them? Open {@link io.engagement.customerbase.covariate.CovariateModel} for what does not
 * change, {@link io.engagement.customerbase.covariate.TimeVaryingParetoNbd} for seasons and campaigns.
 */
@NullMarked
package io.engagement.customerbase.covariate;

import org.jspecify.annotations.NullMarked;
