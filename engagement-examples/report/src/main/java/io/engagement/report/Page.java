package io.engagement.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as one HTML file, which allows nothing but its own style and scripts. */
final class Page {
    /** How many colours the style has for series. */
    static final int COLOURS = 6;

    private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);
    /** Before anything is seen: tables that the page's script will fold are not shown unfolded first. */
    private static final String FIRST = "document.documentElement.className='js'";

    private final Report report;
    private final ZoneId zone;
    private final Map<Section, List<FigureHtml>> figures = new LinkedHashMap<>();

    Page(Report report) {
        this.report = report;
        this.zone = report.zone();
        int number = 0;
        for (Section section : report.sections()) {
            List<FigureHtml> ofSection = new ArrayList<>();
            for (Figure figure : section.figures()) {
                ofSection.add(new FigureHtml("f" + ++number, figure, zone));
            }
            figures.put(section, ofSection);
        }
    }

    void writeTo(Html html) throws IOException {
        String style = resource("page.css");
        String library = resource(LIBRARY);
        String script = resource("page.js");
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .raw(policy(style, FIRST, library, script))
                .raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n")
                .element("title", "", report.title())
                .raw("\n<style>" + style + "</style>\n<script>" + FIRST + "</script>\n</head>\n<body>\n");
        head(html);
        html.raw("<div class=\"layout\">\n");
        contents(html);
        html.raw("<main id=\"figures\">\n");
        for (Map.Entry<Section, List<FigureHtml>> section : figures.entrySet()) {
            section(html, section.getKey(), section.getValue());
        }
        html.raw("</main>\n</div>\n<footer><p>");
        html.text("Times are in " + zone + ". Nothing on this page is fetched from or sent to a network.")
                .raw("</p><p>Charts: Apache ECharts, Apache License 2.0.</p></footer>\n")
                .raw("<script type=\"application/json\" id=\"charts\">")
                .raw(data())
                .raw("</script>\n<script>" + library + "</script>\n<script>" + script
                        + "</script>\n</body>\n</html>\n");
    }

    private String data() {
        return Json.of(figures.values().stream()
                .flatMap(List::stream)
                .flatMap(figure -> figure.data().stream())
                .toList());
    }

    private void head(Html html) throws IOException {
        html.raw("<a class=\"skip\" href=\"#figures\">Skip to the figures</a>\n<header>\n<div class=\"title\"><div>")
                .element("h1", "", report.title())
                .element(
                        "p",
                        "class=\"asof\"",
                        "As of " + DAY.format(report.asOf().atZone(zone)))
                .raw("</div><button type=\"button\" id=\"theme\" hidden>Dark</button></div>\n");
        if (report.warning().isPresent()) {
            html.raw("<p class=\"certainty\"><strong>Too few customers</strong> ")
                    .text(report.warning().get())
                    .raw("</p>\n");
        }
        if (!report.headline().isEmpty()) {
            html.raw("<dl class=\"headline\">\n");
            for (KeyFigure key : report.headline()) {
                html.raw("<div>")
                        .element("dt", "", key.label())
                        .element("dd", "class=\"value\"", key.value())
                        .element("dd", "class=\"note\"", key.note())
                        .raw("</div>\n");
            }
            html.raw("</dl>\n");
        }
        html.raw("</header>\n");
    }

    private void contents(Html html) throws IOException {
        html.raw("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
        for (Section section : report.sections()) {
            html.raw("<li><a href=\"#" + section.id() + "\">")
                    .text(section.title())
                    .raw("</a></li>\n");
        }
        html.raw("</ol>\n</nav>\n");
    }

    private static void section(Html html, Section section, List<FigureHtml> figures) throws IOException {
        String title = section.id() + "-title";
        html.raw("<section id=\"" + section.id() + "\" aria-labelledby=\"" + title + "\">\n")
                .element("h2", "id=\"" + title + '"', section.title())
                .element("p", "class=\"meaning\"", section.meaning())
                .raw("<p class=\"certainty\"><strong>How sure</strong> ")
                .text(section.certainty())
                .raw("</p>\n<div class=\"shown\">\n");
        for (FigureHtml figure : figures) {
            figure.writeTo(html);
        }
        html.raw("</div>\n</section>\n");
    }

    /** Nothing from anywhere, but this style and these scripts. */
    private static String policy(String style, String... scripts) {
        StringBuilder policy = new StringBuilder("default-src 'none'; base-uri 'none'; form-action 'none'; style-src ");
        policy.append(hash(style)).append("; script-src");
        for (String script : scripts) {
            policy.append(' ').append(hash(script));
        }
        return policy.toString();
    }

    private static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + '\'';
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** With line ends as a browser hashes them. */
    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the page's " + name
                        + " is not on the class path: org.webjars:echarts:5.5.0 or this module is incomplete");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
