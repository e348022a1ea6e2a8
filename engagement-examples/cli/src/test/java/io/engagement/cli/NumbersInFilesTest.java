package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Java's own readers take for numbers is none in a file. */
class NumbersInFilesTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"0x1p3", "1d", "1f", "1_000"})
    void bothReadersAndTheCustomersFileRefuseThem(String text) {
        for (String header : new String[] {"customer,at,purpose,value\n", "\"customer\",at,purpose,value\n"}) {
            Run run = Run.of(
                    "fit",
                    "--model",
                    "nbd",
                    "--input",
                    Run.file(folder, "in.csv", header + "a,2024-01-01,PURCHASE,1\na,2024-02-01,PURCHASE," + text + "\n")
                            .toString(),
                    "--customers",
                    Run.file(
                                    folder,
                                    "customers.csv",
                                    "customer,contact_limit,limit_days\na,2," + text + "\nb," + text + ",7\nc,2,7\n")
                            .toString());
            assertThat(run.err())
                    .contains("1 accepted")
                    .contains("in.csv line 3: column value: '" + text + "' is not a number")
                    .contains("customers.csv line 2: column limit_days: '" + text + "' is not allowed")
                    .contains("customers.csv line 3: column contact_limit: '" + text + "' is not allowed")
                    .doesNotContain("customers.csv line 4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999", "9223372036854775808", "-1", "0", "NaN", "1.5", "\u0663"})
    void aContactLimitOfAbsurdDaysIsRefusedByItsLine(String days) {
        Run run = Run.of(
                "fit",
                "--model",
                "nbd",
                "--input",
                Run.file(folder, "in.csv", "customer,at,purpose\na,2024-01-01,PURCHASE\na,2024-02-01,PURCHASE\n")
                        .toString(),
                "--customers",
                Run.file(folder, "customers.csv", "customer,contact_limit,limit_days\nb,3," + days + "\n")
                        .toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("customers.csv line 2: column limit_days: '" + days
                        + "' is not allowed; it takes a whole number from 1 to 365000");
    }
}
