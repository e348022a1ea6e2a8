package io.engagement.guide;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The guide as HTML: each page of Markdown in a folder, one after the other as its README names them, with a list of all. */
final class Site {
    static final String STYLE = "guide.css";
    private static final String INDEX = "README.md";
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final Path from;
    private final Path to;
    private final Map<String, Node> pages = new LinkedHashMap<>();

    /**
     * Reads the pages.
     *
     * @param from where they stand
     * @param to where they will
     */
    Site(Path from, Path to) throws IOException {
        this.from = from;
        this.to = to;
        Node index = PARSER.parse(Files.readString(from.resolve(INDEX)));
        pages.put(INDEX, index);
        for (Link link : links(index)) {
            String name = link.getDestination();
            if (name.matches("[\\w-]+\\.md")) {
                pages.putIfAbsent(name, PARSER.parse(Files.readString(from.resolve(name))));
            }
        }
    }

    List<String> pages() {
        return List.copyOf(pages.keySet());
    }

    /** With the style and the pictures beside them; the same bytes each time. */
    void write() throws IOException {
        Files.createDirectories(to);
        for (String page : pages.keySet()) {
            Files.writeString(to.resolve(html(page)), document(page));
        }
        try (InputStream style = Objects.requireNonNull(Site.class.getResourceAsStream(STYLE), STYLE)) {
            Files.write(to.resolve(STYLE), style.readAllBytes());
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path picture :
                    files.filter(file -> file.toString().endsWith(".svg")).toList()) {
                Files.write(to.resolve(picture.getFileName()), Files.readAllBytes(picture));
            }
        }
    }

    private String document(String page) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="%s">
                </head>
                <body>
                <header><a href="#chapters">Chapters</a></header>
                <main>
                %s</main>
                <footer>%s</footer>
                <nav id="chapters" aria-label="Chapters">
                %s</nav>
                </body>
                </html>
                """.formatted(escaped(title(page)), STYLE, body(page), neighbours(page), chapters(page));
    }

    private String title(String page) {
        return headings(parsed(page)).stream().findFirst().map(Site::text).orElse(page);
    }

    private Node parsed(String page) {
        return Objects.requireNonNull(pages.get(page), page);
    }

    private String chapters(String current) {
        StringBuilder list = new StringBuilder("<ol>\n");
        for (String page : pages.keySet()) {
            String here = page.equals(current) ? " aria-current=\"page\"" : "";
            list.append("<li><a href=\"%s\"%s>%s</a></li>\n".formatted(html(page), here, escaped(title(page))));
        }
        return list.append("</ol>\n").toString();
    }

    private String neighbours(String page) {
        List<String> order = pages();
        int at = order.indexOf(page);
        String before = at == 0 ? "" : arrow("prev", "← ", order.get(at - 1));
        return before + (at == order.size() - 1 ? "" : arrow("next", "→ ", order.get(at + 1)));
    }

    private String arrow(String rel, String sign, String page) {
        return "<a rel=\"%s\" href=\"%s\">%s%s</a>".formatted(rel, html(page), sign, escaped(title(page)));
    }

    /** Headings have the anchors that they have on GitHub; what is wide can be scrolled by keys. */
    private String body(String page) {
        Node parsed = parsed(page);
        parsed.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock code) { // pieces of a file are indented as they are there
                code.setLiteral(code.getLiteral().stripTrailing().stripIndent() + "\n");
            }
        });
        Map<Node, String> anchors = anchors(parsed);
        return HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .escapeHtml(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    String anchor = anchors.get(node);
                    if (anchor != null) {
                        attributes.put("id", anchor);
                    } else if (tag.equals("pre")) {
                        attributes.put("tabindex", "0");
                    } else if (node instanceof Link link) {
                        attributes.put("href", moved(link.getDestination()));
                    }
                })
                .build()
                .render(parsed);
    }

    /** Pages become HTML; files of the project are where they were. */
    private String moved(String link) {
        if (link.startsWith("http") || link.startsWith("#")) {
            return link;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        String anchor = hash < 0 ? "" : link.substring(hash);
        return pages.containsKey(file)
                ? html(file) + anchor
                : to.toAbsolutePath()
                                .normalize()
                                .relativize(from.toAbsolutePath().resolve(file).normalize())
                                .toString()
                                .replace('\\', '/')
                        + anchor;
    }

    private static String html(String page) {
        return page.equals(INDEX) ? "index.html" : page.replace(".md", ".html");
    }

    /** Each heading's, as GitHub makes them. */
    static Map<Node, String> anchors(Node page) {
        Map<Node, String> anchors = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Heading heading : headings(page)) {
            String words = text(heading)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String anchor = words;
            for (int again = 1; !taken.add(anchor); again++) {
                anchor = words + "-" + again;
            }
            anchors.put(heading, anchor);
        }
        return anchors;
    }

    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    static List<Link> links(Node page) {
        List<Link> links = new ArrayList<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link);
                visitChildren(link);
            }
        });
        return links;
    }

    private static List<Heading> headings(Node page) {
        List<Heading> headings = new ArrayList<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(heading);
            }
        });
        return headings;
    }

    private static String text(Node of) {
        StringBuilder words = new StringBuilder();
        of.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
