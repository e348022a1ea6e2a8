package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build writes the guide as HTML to {@code target/guide}, and all that it links to is there. */
class SiteTest {
    private static final Path HERE = Path.of("");
    private static final Path BUILT = Path.of("target/guide");
    private static final Pattern HREF = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("id=\"([^\"]+)\"");

    /** What is linked to and is not there. */
    private static List<String> broken(Path folder) throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                for (String link : all(HREF, Files.readString(page))) {
                    if (!link.startsWith("http") && !resolves(page, link)) {
                        broken.add(page.getFileName() + ": " + link);
                    }
                }
            }
        }
        return broken;
    }

    private static boolean resolves(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        if (parts.length == 1) {
            return true;
        }
        String text = Files.readString(target);
        return target.toString().endsWith(".html")
                ? all(ID, text).contains(parts[1])
                : Site.anchors(Site.parse(text)).containsValue(parts[1]);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void everyLinkAndAnchorOfTheHtmlResolves() throws IOException {
        Site site = new Site(HERE, BUILT);
        site.write();
        assertThat(site.pages()).hasSizeGreaterThan(20);
        assertThat(broken(BUILT)).isEmpty();
    }

    /** Also where Markdown is read as it stands. */
    @Test
    void everyAnchorOfTheMarkdownResolves() throws IOException {
        for (Page page : Page.all()) {
            for (Link link : Site.links(Site.parse(page.text()))) {
                if (!link.getDestination().startsWith("http")) {
                    assertThat(resolves(page.path().toAbsolutePath(), link.getDestination()))
                            .as("%s: %s", page, link.getDestination())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyPageHasOneTitleAndAnchorsOfItsOwn() throws IOException {
        Site site = new Site(HERE, BUILT);
        site.write();
        try (Stream<Path> files = Files.list(BUILT)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".html")).toList()) {
                String html = Files.readString(file);
                assertThat(html.split("<h1", -1)).as("titles of %s", file).hasSize(2);
                assertThat(all(ID, html)).as("anchors of %s", file).doesNotHaveDuplicates();
                assertThat(html).as("%s", file).contains("aria-current=\"page\"", "viewport");
            }
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("README.md"), "# A\n\n[b](b.md#no), [c](c.txt), [d](b.md#b-1), [e](#a)\n");
        Files.writeString(
                folder.resolve("b.md"), "# B\n\n## B\n\n<script>alert(1)</script>\n\n```java\n    a\n      b\n```\n");
        Files.writeString(folder.resolve("b1.md"), "# nobody names it\n");
        Path out = folder.resolve("out");
        Site site = new Site(folder, out);
        site.write();
        // Of README only links to whole pages make a page.
        assertThat(site.pages()).containsExactly("README.md");
        Files.writeString(folder.resolve("README.md"), Files.readString(folder.resolve("README.md")) + "[b](b.md)\n");
        new Site(folder, out).write();
        assertThat(broken(out)).containsExactlyInAnyOrder("index.html: b.html#no", "index.html: ../c.txt");
        assertThat(Files.readString(out.resolve("b.html")))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;", ">a\n  b\n</code>");
    }
}
