package io.engagement.report;

import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A figure as HTML: the place for its chart, and its table. */
final class FigureHtml {
    /** Columns beyond which a table needs the page's width. */
    private static final int MANY = 4;

    private final String id;
    private final Figure figure;
    private final Cells cells;
    private final TableHtml table;
    private final Optional<Drawing> drawing;

    FigureHtml(String id, Figure figure, ZoneId zone) {
        this.id = id;
        this.figure = figure;
        this.cells = new Cells(figure.table(), zone);
        this.table = new TableHtml(
                cells, figure.chart().filter(Chart.HeatMap.class::isInstance).isPresent());
        this.drawing = figure.chart().flatMap(chart -> Drawing.of(chart, cells));
    }

    /** What the script needs to draw it; empty if it is a table alone. */
    Optional<Map<String, Object>> data() {
        return drawing.map(drawn -> {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("id", id);
            data.put("kind", drawn.kind());
            data.putAll(drawn.data());
            return data;
        });
    }

    void writeTo(Html html) throws IOException {
        boolean wide = drawing.map(Drawing::wide).orElseGet(() -> cells.columns() > MANY || table.isBroad());
        html.raw("<figure id=\"" + id + "\" aria-labelledby=\"" + id + "-title\"" + (wide ? " class=\"wide\">" : ">"))
                .element("h3", "id=\"" + id + "-title\"", figure.title())
                .element("p", "class=\"meaning\"", figure.meaning());
        if (drawing.isPresent()) {
            chart(html, drawing.get());
            folded(html);
        } else if (cells.rows() == 0) {
            html.element("p", "class=\"none\"", "There is nothing to show.");
        } else {
            table(html);
        }
        html.raw("</figure>\n");
    }

    private void chart(Html html, Drawing drawn) throws IOException {
        if (!drawn.axis().isEmpty()) {
            html.element("p", "class=\"axis\"", drawn.axis());
        }
        if (!drawn.keys().isEmpty()) {
            html.raw("<ul class=\"keys " + drawn.kind() + "\">");
            for (int i = 0; i < drawn.keys().size(); i++) {
                html.element(
                        "li", "class=\"k" + i % Page.COLOURS + '"', drawn.keys().get(i));
            }
            html.raw("</ul>");
        }
        html.raw("<div class=\"chart\" id=\"" + id + "-chart\" role=\"img\" "
                + Html.attribute("aria-label", drawn.description() + " The table below has all figures.") + "></div>");
        if (!drawn.across().isEmpty()) {
            html.element("p", "class=\"across\"", drawn.across());
        }
    }

    /** Open until the page's script has drawn the chart: without a script the table is all there is. */
    private void folded(Html html) throws IOException {
        html.raw("<details open><summary>Table<span class=\"unseen\">: ")
                .text(figure.title())
                .raw("</span> <small>" + (cells.rows() == 1 ? "1 row" : cells.rows() + " rows") + "</small></summary>");
        table(html);
        html.raw("</details>");
    }

    private void table(Html html) throws IOException {
        html.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                + Html.attribute("aria-label", "Table: " + figure.title()) + '>');
        table.writeTo(html, figure.title());
        html.raw("</div>");
    }
}
