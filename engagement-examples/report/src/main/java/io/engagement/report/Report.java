package io.engagement.report;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A page for people: one HTML file that needs no network. Immutable.
 *
 * @param title of the page: whose customers
 * @param asOf when the figures were true
 * @param headline the key figures at its head, three to six
 * @param sections in their order
 */
public record Report(String title, Instant asOf, List<KeyFigure> headline, List<Section> sections) {
    /**
     * Checks that the sections' ids differ.
     *
     * @param title of the page: whose customers
     * @param asOf when the figures were true
     * @param headline the key figures at its head, three to six
     * @param sections in their order
     * @throws IllegalArgumentException if two sections have one id
     */
    public Report {
        headline = List.copyOf(headline);
        sections = List.copyOf(sections);
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            if (!ids.add(section.id())) {
                throw new IllegalArgumentException("two sections have the id " + section.id());
            }
        }
    }

    /**
     * Writes the page, to be stored as UTF-8.
     *
     * @param out is not closed
     * @param zone in which times are shown
     * @throws IOException if it cannot be written
     */
    public void writeTo(Writer out, ZoneId zone) throws IOException {
        new Page(this, zone).writeTo(new Html(out));
    }
}
