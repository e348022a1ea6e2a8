package io.engagement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What is published has all that a repository asks for, and nothing else is. */
class PublishedModulesTest {
    /** Programs, examples, and what the build itself needs. */
    private static final List<String> NOT_PUBLISHED = List.of(
            "engagement-cli",
            "engagement-guide",
            "engagement-spark",
            "engagement-spring-service",
            "engagement-release",
            "custom-scorer",
            "benchmarks");

    static List<Modules> published() {
        return Modules.published();
    }

    @Test
    void whatIsNotPublishedIsKnownByName() {
        assertThat(Modules.all().flat())
                .filteredOn(module -> module.isJar() && !module.isPublished())
                .extracting(Modules::artifact)
                .containsExactlyInAnyOrderElementsOf(NOT_PUBLISHED);
    }

    /** Else nobody could resolve what is. */
    @ParameterizedTest
    @MethodSource("published")
    void itsParentsArePublishedToo(Modules module) {
        assertThat(module.parents()).isNotEmpty().allSatisfy(parent -> assertThat(parent.isDeployed())
                .as("%s is deployed", parent)
                .isTrue());
    }

    /** So that their jars are there when they are looked at, and in the repository that consumers take them from. */
    @Test
    void thisModuleIsBuiltAfterAllThatIsPublished() {
        Modules release = Modules.named("engagement-release");
        List<String> needed = Modules.children(release.pom(), "dependencies").stream()
                .map(dependency -> Modules.text(dependency, "artifactId"))
                .toList();
        assertThat(needed)
                .containsAll(published().stream().map(Modules::artifact).toList());
    }

    @Test
    void theBillOfMaterialsHasAllThatIsPublishedAndNoParent() {
        Element bom = Modules.named("engagement-bom").pom();
        Element root = Modules.all().pom();
        Element managed = Modules.children(bom, "dependencyManagement").get(0);
        assertThat(Modules.children(bom, "dependencyManagement")).hasSize(1);
        assertThat(Stream.iterate(managed.getFirstChild(), node -> node != null, node -> node.getNextSibling())
                        .filter(Element.class::isInstance)
                        .map(node -> Modules.text((Element) node, "artifactId"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                        published().stream().map(Modules::artifact).toList());
        assertThat(Modules.text(bom, "parent")).isEmpty();
        for (String same :
                List.of("version", "url", "scm/url", "properties/published.url", "properties/published.developer")) {
            assertThat(Modules.text(bom, same)).as(same).isNotEmpty().isEqualTo(Modules.text(root, same));
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void itsPomSaysWhatItIs(Modules module) {
        assertThat(Modules.text(module.pom(), "name")).isEqualTo(module.artifact());
        assertThat(Modules.text(module.pom(), "description")).endsWith(".").hasSizeGreaterThan(30);
        Element root = Modules.all().pom();
        assertThat(List.of("url", "licenses/license/name", "developers/developer/name", "scm/connection", "scm/url"))
                .allSatisfy(
                        name -> assertThat(Modules.text(root, name)).as(name).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("published")
    void itsJarsAreWhole(Modules module) throws IOException {
        String name = module.artifact() + "-" + Modules.VERSION;
        try (JarFile jar = new JarFile(module.target(name + ".jar").toFile())) {
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo(Modules.VERSION);
            boolean isModule = jar.getEntry("module-info.class") != null;
            assertThat(isModule || jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name") != null)
                    .as("has a module's name")
                    .isTrue();
        }
        assertThat(module.target(name + "-tests.jar")).doesNotExist();
        try (JarFile sources = new JarFile(module.target(name + "-sources.jar").toFile())) {
            assertThat(sources.stream().map(ZipEntry::getName)).anyMatch(each -> each.endsWith("package-info.java"));
        }
        try (JarFile javadoc = new JarFile(module.target(name + "-javadoc.jar").toFile())) {
            String page = javadoc.stream()
                    .map(ZipEntry::getName)
                    .filter(each -> each.endsWith("package-summary.html"))
                    .findFirst()
                    .orElseThrow();
            assertThat(text(javadoc, page))
                    .contains("Apache License, version 2.0")
                    .doesNotContain("All rights reserved");
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void itsBillOfMaterialsNamesWhatRunsAndNoTime(Modules module) throws IOException {
        String bill = Files.readString(module.target("bom.json"));
        assertThat(bill)
                .contains("\"specVersion\" : \"1.6\"", module.artifact())
                .doesNotContain("error_prone_annotations", "\"timestamp\"");
    }

    @Test
    void theJavadocBeginsWithCodeAndAPicture() throws IOException {
        Path core = Modules.ROOT.resolve("engagement-core/target/engagement-core-" + Modules.VERSION + "-javadoc.jar");
        try (JarFile javadoc = new JarFile(core.toFile())) {
            assertThat(text(javadoc, "io.engagement/module-summary.html"))
                    .contains("ScoringSetup.fit(today)", "doc-files/way.svg");
            assertThat(javadoc.stream().map(ZipEntry::getName)).anyMatch(each -> each.endsWith("doc-files/way.svg"));
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
