package io.engagement.report;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A page for people: one HTML file that needs no network. {@link Analysis#report} makes it. Immutable. */
public final class Report {
    private final String title;
    private final Instant asOf;
    private final ZoneId zone;
    private final Optional<String> warning;
    private final List<KeyFigure> headline;
    private final List<Section> sections;

    /**
     * The page.
     *
     * @param title whose customers
     * @param asOf when the figures were true
     * @param zone in which times are shown
     * @param headline the key figures at its head, at most six
     * @param sections in their order
     */
    Report(String title, Instant asOf, ZoneId zone, List<KeyFigure> headline, List<Section> sections) {
        this(title, asOf, zone, Optional.empty(), headline, sections);
    }

    /**
     * The page, with what is to be read before all of it.
     *
     * @param title whose customers
     * @param asOf when the figures were true
     * @param zone in which times are shown
     * @param warning why not to rely on the page, as a sentence
     * @param headline the key figures at its head, at most six
     * @param sections in their order
     */
    Report(
            String title,
            Instant asOf,
            ZoneId zone,
            Optional<String> warning,
            List<KeyFigure> headline,
            List<Section> sections) {
        this.title = title;
        this.asOf = asOf;
        this.zone = zone;
        this.warning = warning;
        this.headline = List.copyOf(headline);
        this.sections = List.copyOf(sections);
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            if (!ids.add(section.id())) {
                throw new IllegalArgumentException("two sections have the id " + section.id());
            }
        }
    }

    String title() {
        return title;
    }

    Instant asOf() {
        return asOf;
    }

    ZoneId zone() {
        return zone;
    }

    Optional<String> warning() {
        return warning;
    }

    List<KeyFigure> headline() {
        return headline;
    }

    List<Section> sections() {
        return sections;
    }

    /**
     * Writes the page, to be stored as UTF-8: it is of a megabyte and more, most of it the program that draws its charts.
     *
     * @param out is not closed
     * @throws IOException if it cannot be written
     */
    public void writeTo(Writer out) throws IOException {
        new Page(this).writeTo(new Html(out));
    }
}
