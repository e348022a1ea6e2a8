/**
 * What the tables of a base of customers share: groups that are large enough to be shown, and whose interactions are whose. Not
 * exported; open {@link io.engagement.internal.base.Groups} first.
 */
@NullMarked
package io.engagement.internal.base;

import org.jspecify.annotations.NullMarked;
