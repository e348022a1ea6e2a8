/**
 * What a contact did where nobody was held out: effects that may be claimed, or the doubts why not. Open {@link
 * io.engagement.outcome.observational.ObservationalStudy} first:
 *
 * <pre>{@code
 * Panel spend = Panel.of(view, start, Duration.ofDays(7), PanelOutcome.total(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE));
 * FirstContacts contacts = FirstContacts.of(spend, view, Filter.campaign("spring"));
 * StudyPlan plan = StudyPlan.of(8).withWindow("short", new EventWindow(0, 3)).withWindow("long", new EventWindow(4, 11));
 * System.out.println(ObservationalStudy.of(spend, contacts, plan).evidence());
 * }</pre>
 *
 * <p>Selection is never taken for an effect as long as it can be seen: controls must be like the contacted customers, the
 * difference in differences at earlier dates must find nothing, and two estimators with different weaknesses must agree.
 */
@NullMarked
package io.engagement.outcome.observational;

import org.jspecify.annotations.NullMarked;
