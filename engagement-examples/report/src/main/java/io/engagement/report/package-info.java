/**
 * One HTML page for people: sections of figures, each with what it means and how sure it is. {@link io.engagement.report.Analysis} is the
 * type to open first: of a view and what scores it, it makes a {@link io.engagement.report.Report}.
 *
 * <pre>{@code
 * Report page = Analysis.of(today, setup).report("Our customers", Names.byId());
 * try (Writer out = Files.newBufferedWriter(Path.of("page.html"))) {
 *     page.writeTo(out);
 * }
 * }</pre>
 */
@NullMarked
package io.engagement.report;

import org.jspecify.annotations.NullMarked;
