package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that somebody has crafted to have one hash. What took minutes takes a second; the bound is for slow machines. */
class CollidingTextsTest {
    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    /** So many texts of one hash, in either case of letters. */
    private static List<String> colliding(int count) {
        List<String> texts = List.of("");
        while (texts.size() < count) {
            texts = texts.stream()
                    .flatMap(text -> Stream.of(text + "A}", text + "B^"))
                    .toList();
        }
        assertThat(new HashSet<>(texts.stream().map(String::hashCode).toList())).hasSize(1);
        return texts;
    }

    @ParameterizedTest
    @CsvSource({"customer, department", "'\"customer\"', purpose"})
    void kindsOfOneHashAreReadInTime(String customer, String field) {
        List<String> texts = colliding(1 << 16);
        StringBuilder text = new StringBuilder(customer + ",at," + field + "\n");
        for (int i = 0; i < texts.size(); i++) {
            text.append("c" + i % 500 + ",2024-01-" + (10 + i % 20) + "," + texts.get(i) + "\n");
        }
        String file = Run.file(folder, "in.csv", text.toString()).toString();
        List<String> words = new ArrayList<>(List.of("fit", "--model", "engagement", "--input", file));
        words.addAll(List.of("--set", "initiator=CUSTOMER"));
        words.addAll(field.equals("purpose") ? List.of() : List.of("--set", "purpose=PURCHASE"));
        Run run = assertTimeoutPreemptively(BOUND, () -> Run.of(words));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("interactions: 65536");
    }

    @Test
    void customersOfOneHashAreRegisteredInTime() {
        String ids = String.join("\n", colliding(1 << 17));
        String customers =
                Run.file(folder, "customers.csv", "customer\n" + ids + "\n").toString();
        String file = Run.file(folder, "in.csv", "customer,at,purpose\na,2024-01-01,PURCHASE\na,2024-02-01,PURCHASE\n")
                .toString();
        Run run = assertTimeoutPreemptively(
                BOUND, () -> Run.of("fit", "--model", "nbd", "--input", file, "--customers", customers));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("customers: 131073");
    }

    @Test
    void channelsOfOneHashInOneCellAreReadInTime() {
        String refused = String.join("|", colliding(1 << 16));
        String customers = Run.file(folder, "customers.csv", "customer,refused_channels\na," + refused + "\n")
                .toString();
        String file = Run.file(folder, "in.csv", "customer,at,purpose\na,2024-01-01,PURCHASE\na,2024-02-01,PURCHASE\n")
                .toString();
        Run run = assertTimeoutPreemptively(
                BOUND, () -> Run.of("fit", "--model", "nbd", "--input", file, "--customers", customers));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("customers: 1 accepted, 0 refused");
    }
}
