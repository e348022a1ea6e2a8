package io.engagement.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A chapter of the page.
 *
 * @param id the page's address of it, of small letters, digits and hyphens: {@code at-risk}
 * @param title in few words
 * @param meaning what its figures tell, in one or two sentences
 * @param certainty how sure they are, and what they rest on
 * @param figures in their order; with none the page says that there is nothing to show
 */
record Section(String id, String title, String meaning, String certainty, List<Figure> figures) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    /** Checks the id. */
    Section {
        figures = List.copyOf(figures);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id of a section must be of small letters, digits and hyphens, was \"" + id + '"');
        }
    }
}
