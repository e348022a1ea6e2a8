package io.engagement.report;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A table as HTML. */
final class TableHtml {
    /** Characters beyond which a text needs a broad column. */
    private static final int LONG = 40;

    /** Columns beyond which paper has room for small figures only. */
    private static final int MANY = 10;

    /** Columns beyond which a phone has no room for a row. */
    private static final int FEW = 5;

    /** Such as a year, a month, a week or a day. */
    private static final Pattern PERIOD = Pattern.compile("\\d{4}(-W?\\d\\d){0,2}");

    private final Cells cells;
    /** By column, for the style. */
    private final List<String> classes;
    /** Whether a phone shows the cells of a row under each other. */
    private final boolean isStacked;

    /**
     * Of such cells.
     *
     * @param isMatrix whether rows are compared across: they stay rows whatever the width
     */
    TableHtml(Cells cells, boolean isMatrix) {
        this.cells = cells;
        this.classes = IntStream.range(0, cells.columns())
                .mapToObj(column -> " class=\"" + kind(column) + '"')
                .toList();
        this.isStacked = !isMatrix && (isBroad() || cells.columns() > FEW);
    }

    private String kind(int column) {
        if (cells.isNumeric(column)) {
            return "n";
        }
        if (cells.isTime(column)
                || rows().allMatch(
                                row -> PERIOD.matcher(cells.text(row, column)).matches())) {
            return "at";
        }
        return rows().anyMatch(row -> cells.text(row, column).length() > LONG) ? "long" : "t";
    }

    private IntStream rows() {
        return IntStream.range(0, cells.rows());
    }

    /** Whether a column holds long texts, which want the page's width. */
    boolean isBroad() {
        return classes.stream().anyMatch(each -> each.contains("long"));
    }

    /** The roles are a table's own, which browsers forget where its rows are no rows to the eye. */
    void writeTo(Html html, String caption) throws IOException {
        html.raw(
                        isStacked
                                ? "<table class=\"stack\" role=\"table\">"
                                : cells.columns() > MANY ? "<table class=\"many\">" : "<table>")
                .element("caption", "", caption)
                .raw("<thead" + role("rowgroup") + "><tr" + role("row") + '>');
        for (int column = 0; column < cells.columns(); column++) {
            html.element("th", "scope=\"col\"" + classes.get(column) + role("columnheader"), cells.label(column));
        }
        html.raw("</tr></thead><tbody" + role("rowgroup") + '>');
        for (int row = 0; row < cells.rows(); row++) {
            writeRow(html, row);
        }
        html.raw("</tbody></table>");
    }

    private String role(String of) {
        return isStacked ? " role=\"" + of + '"' : "";
    }

    private void writeRow(Html html, int row) throws IOException {
        html.raw("<tr" + role("row") + '>');
        for (int column = 0; column < cells.columns(); column++) {
            boolean isHead = column == 0;
            String label = isStacked ? ' ' + Html.attribute("data-label", cells.label(column)) : "";
            html.element(
                    isHead ? "th" : "td",
                    ((isHead ? "scope=\"row\"" : "")
                                    + classes.get(column)
                                    + role(isHead ? "rowheader" : "cell")
                                    + label)
                            .strip(),
                    cells.text(row, column));
        }
        html.raw("</tr>\n");
    }
}
