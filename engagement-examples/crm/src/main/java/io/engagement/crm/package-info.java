/**
 * Source and sink for a relational CRM: reads what changed, scores all customers, and writes back what differs. {@link
 * io.engagement.crm.NightlyScores} is the type to open first.
 */
@NullMarked
package io.engagement.crm;

import org.jspecify.annotations.NullMarked;
