package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages call by its name in the midst of a sentence is there under that name. */
class NamesTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern MEMBER = Pattern.compile("\\b([A-Z]\\w*)\\.([a-z]\\w*)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*[a-z]");

    /** By the simple name of the type: all sources, of types that are called alike too. */
    private static Map<String, String> sources(Path root) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.endsWith("target") || folder.endsWith(".git")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".java")) {
                    sources.merge(name.substring(0, name.length() - 5), Files.readString(file), String::concat);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    private static List<String> unknown(String page, Map<String, String> sources) {
        List<String> unknown = new ArrayList<>();
        for (MatchResult code : CODE.matcher(page).results().toList()) {
            for (MatchResult found : MEMBER.matcher(code.group(1)).results().toList()) {
                Optional<String> type = Optional.ofNullable(sources.get(found.group(1)));
                if (type.isPresent() && !isIn(found.group(2), type.get())) {
                    unknown.add(found.group());
                }
            }
            for (MatchResult found : OPTION.matcher(code.group(1)).results().toList()) {
                if (sources.values().stream().noneMatch(source -> source.contains(found.group()))) {
                    unknown.add(found.group());
                }
            }
        }
        return unknown;
    }

    private static boolean isIn(String member, String source) {
        return Pattern.compile("\\b" + member + "\\b").matcher(source).find();
    }

    @Test
    void membersAndOptionsAreThoseOfTheCode() throws IOException {
        Map<String, String> sources = sources(Page.ROOT);
        assertThat(sources).hasSizeGreaterThan(500);
        for (Page page : Page.all()) {
            assertThat(unknown(page.text(), sources)).as("%s", page).isEmpty();
        }
    }

    @Test
    void aNameThatWentIsFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("A.java"), "class A { int b; String option = \"--old\"; }");
        assertThat(unknown("`A.b` and `A.gone()`, `Other.x`, `cli --old --older`", sources(folder)))
                .containsExactly("A.gone", "--older");
    }
}
