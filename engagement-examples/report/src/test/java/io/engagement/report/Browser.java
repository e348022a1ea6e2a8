package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium of this machine, without a window. Where there is none, the test that asks for it is skipped and says so; with {@code
 * ENGAGEMENT_BROWSER=required} in the environment it fails.
 */
final class Browser implements AutoCloseable {
    private final ChromeDriver driver;
    private final Path folder;

    private Browser(ChromeDriver driver, Path folder) {
        this.driver = driver;
        this.folder = folder;
    }

    static Browser start(Path folder) {
        Optional<Path> program = found("chromium", "chromium-browser", "google-chrome");
        Optional<Path> service = found("chromedriver");
        if (program.isEmpty() || service.isEmpty()) {
            String message = "no chromium and chromedriver on the PATH: apt-get install chromium chromium-driver";
            if ("required".equals(System.getenv("ENGAGEMENT_BROWSER"))) {
                throw new AssertionError(message);
            }
            System.err.println("skipped: " + message);
            abort(message);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(service.orElseThrow().toFile())
                .build();
        return new Browser(new ChromeDriver(driver, options), folder);
    }

    private static Optional<Path> found(String... names) {
        List<String> folders = Arrays.asList(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens a page and waits until its charts are drawn. */
    void open(Report report) {
        Path page = folder.resolve("page.html");
        try (Writer out = Files.newBufferedWriter(page, StandardCharsets.UTF_8)) {
            report.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        driver.get(page.toUri().toString());
    }

    /** As wide as a screen of so many pixels. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system of a reader prefers: {@code light} or {@code dark}. */
    void prefer(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** Whether scripts of the page run. */
    void scripts(boolean run) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /** What a script gives. */
    Object run(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments), script);
    }

    /** Runs a script that gives nothing. */
    void perform(String script, Object... arguments) {
        driver.executeScript(script, arguments);
    }

    /** What a script gives as a list of texts. */
    @SuppressWarnings("unchecked")
    List<String> texts(String script, Object... arguments) {
        return (List<String>) run(script, arguments);
    }

    /** A picture of the whole page, to be looked at, into the folder that {@code -Dengagement.shots} names. */
    void picture(String name) {
        String shots = System.getProperty("engagement.shots", "");
        if (shots.isEmpty()) {
            return;
        }
        Map<?, ?> size = (Map<?, ?>)
                run("return {w: document.documentElement.clientWidth, h: document.documentElement.scrollHeight}");
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", size.get("w"), "height", size.get("h"), "scale", 1)));
        write(Path.of(shots, name + ".png"), Base64.getDecoder().decode((String) picture.get("data")));
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets what the page put off for its next frames happen. */
    void settle() {
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        driver.executeAsyncScript(
                "const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 50)");
    }

    /** That the page neither failed nor tried what its policy forbids. */
    void assertSilent() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(LogEntry::toString)
                        .toList())
                .isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
