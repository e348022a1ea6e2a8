/**
 * One HTML page for people: sections of figures, each with what it means and how sure it is. {@link io.engagement.report.Report} is
 * the type to open first.
 */
@NullMarked
package io.engagement.report;

import org.jspecify.annotations.NullMarked;
