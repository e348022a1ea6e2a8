package io.engagement.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The modules of the build, as their pom.xml have them. */
record Modules(Path folder, Element pom, List<Modules> parts, boolean isPublished) {
    /** The whole project. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    static final String VERSION = Objects.requireNonNull(System.getProperty("release.version"), "release.version");

    static Modules all() {
        return read(ROOT, true);
    }

    private static Modules read(Path folder, boolean isParentPublished) {
        Element pom = parse(folder.resolve("pom.xml"));
        String skip = text(pom, "properties/maven.deploy.skip");
        boolean isPublished = skip.isEmpty()
                ? isParentPublished || text(pom, "parent/artifactId").isEmpty()
                : skip.equals("false");
        List<Modules> parts = new ArrayList<>();
        Stream<Element> ofProfiles =
                children(pom, "profiles").stream().flatMap(profile -> children(profile, "modules").stream());
        for (Element module :
                Stream.concat(children(pom, "modules").stream(), ofProfiles).toList()) {
            parts.add(read(folder.resolve(module.getTextContent().strip()), isPublished));
        }
        return new Modules(folder, pom, parts, isPublished);
    }

    private static Element parse(Path file) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            return document.getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file.toString(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text within others, empty if it is not there. */
    static String text(Element in, String path) {
        Element at = in;
        for (String name : path.split("/", -1)) {
            List<Element> found = elements(at, name);
            if (found.isEmpty()) {
                return "";
            }
            at = found.get(0);
        }
        return at.getTextContent().strip();
    }

    /** What is within an element of a name. */
    static List<Element> children(Element in, String name) {
        return elements(in, name).stream()
                .flatMap(each -> elements(each, "").stream())
                .toList();
    }

    private static List<Element> elements(Element in, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = in.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && (name.isEmpty() || element.getTagName().equals(name))) {
                found.add(element);
            }
        }
        return found;
    }

    String artifact() {
        return text(pom, "artifactId");
    }

    boolean isJar() {
        String packaging = text(pom, "packaging");
        return packaging.isEmpty() || packaging.equals("jar");
    }

    /** This and all within it. */
    List<Modules> flat() {
        List<Modules> all = new ArrayList<>(List.of(this));
        parts.forEach(part -> all.addAll(part.flat()));
        return all;
    }

    /** Those that others get as jars. */
    static List<Modules> published() {
        return all().flat().stream()
                .filter(module -> module.isPublished() && module.isJar())
                .toList();
    }

    static Modules named(String artifact) {
        return all().flat().stream()
                .filter(module -> module.artifact().equals(artifact))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no module is called " + artifact));
    }

    /** The nearest first. */
    List<Modules> parents() {
        List<Modules> parents = new ArrayList<>();
        for (String parent = text(pom, "parent/artifactId"); !parent.isEmpty(); ) {
            parents.add(named(parent));
            parent = text(parents.get(parents.size() - 1).pom(), "parent/artifactId");
        }
        return parents;
    }

    /** A parent's modules may inherit that they are not published: then its own plugin says that it is. */
    boolean isDeployed() {
        return isPublished
                || children(pom, "build").stream()
                        .flatMap(each -> elements(each, "plugin").stream())
                        .filter(plugin -> text(plugin, "artifactId").equals("maven-deploy-plugin"))
                        .anyMatch(plugin -> text(plugin, "configuration/skip").equals("false"));
    }

    Path target(String name) {
        return folder.resolve("target").resolve(name);
    }

    @Override
    public String toString() {
        return artifact();
    }
}
