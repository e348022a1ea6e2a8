package io.engagement.report;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** A table as HTML. */
final class TableHtml {
    /** Characters beyond which a text needs a broad column. */
    private static final int LONG = 40;

    /** Columns beyond which paper has room for small figures only. */
    private static final int MANY = 10;

    private final Cells cells;
    /** By column, for the style. */
    private final List<String> classes;

    TableHtml(Cells cells) {
        this.cells = cells;
        this.classes = IntStream.range(0, cells.columns())
                .mapToObj(column -> " class=\"" + kind(column) + '"')
                .toList();
    }

    private String kind(int column) {
        if (cells.isNumeric(column)) {
            return "n";
        }
        if (cells.isTime(column)) {
            return "at";
        }
        return IntStream.range(0, cells.rows())
                        .anyMatch(row -> cells.text(row, column).length() > LONG)
                ? "long"
                : "t";
    }

    /** Whether a column holds long texts, which want the page's width. */
    boolean isBroad() {
        return classes.stream().anyMatch(each -> each.contains("long"));
    }

    void writeTo(Html html, String caption) throws IOException {
        html.raw(cells.columns() > MANY ? "<table class=\"many\">" : "<table>")
                .element("caption", "", caption)
                .raw("<thead><tr>");
        for (int column = 0; column < cells.columns(); column++) {
            html.element("th", "scope=\"col\"" + classes.get(column), cells.label(column));
        }
        html.raw("</tr></thead><tbody>");
        for (int row = 0; row < cells.rows(); row++) {
            writeRow(html, row);
        }
        html.raw("</tbody></table>");
    }

    private void writeRow(Html html, int row) throws IOException {
        html.raw("<tr>");
        for (int column = 0; column < cells.columns(); column++) {
            html.element(
                    column == 0 ? "th" : "td",
                    column == 0
                            ? "scope=\"row\"" + classes.get(0)
                            : classes.get(column).strip(),
                    cells.text(row, column));
        }
        html.raw("</tr>\n");
    }
}
