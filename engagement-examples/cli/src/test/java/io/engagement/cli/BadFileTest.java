package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be read as they are told to be, and words that make no sense. */
class BadFileTest {
    private static final String HEADER = "customer_id,at,purpose,initiator,channel,value,cost,id\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anEmptyFileIsRefused() {
        Run run = score("");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("in.csv is empty: it needs a header and rows");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFileWithoutRowsIsRefused() {
        Run run = score(HEADER);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no interaction could be used");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Run run = Run.of("score", "--input", folder.resolve("nowhere.csv").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no file").contains("nowhere.csv");
    }

    @Test
    void aMissingColumnIsNamedWithThoseThatAreThere() {
        Run run = score("who,when\na,2026-01-01\n");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("has no column for customer")
                .contains("--map customer=COLUMN")
                .contains("[who, when]");
        Run mapped = score("who,when\na,2026-01-01\n", "--map", "customer=whom,at=when");
        assertThat(mapped.exitCode()).isEqualTo(1);
        assertThat(mapped.err()).contains("has no column 'whom', which --map names; its columns are [who, when]");
        Run purpose = score("customer,at\na,2026-01-01\n");
        assertThat(purpose.err()).contains("has no column for purpose").contains("--set purpose=PURCHASE");
    }

    @Test
    void byteOrderMarkCrLfQuotesUtf8AndLeadingZerosAreUnderstood() {
        Run run = score("\uFEFF" + HEADER.replace("\n", "\r\n")
                + "007,2026-01-05,PURCHASE,CUSTOMER,\"web\",\"1\",,1\r\n"
                + "\"Müller, \"\"Jr\"\"\",2026-01-06,PURCHASE,CUSTOMER,web,1,,2\r\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(1)).startsWith("007,");
        assertThat(run.lines().get(2)).startsWith("\"Müller, \"\"Jr\"\"\",");
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(Run.of("score").exitCode()).isEqualTo(2);
        assertThat(Run.of("nonsense").exitCode()).isEqualTo(2);
        String text = HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n";
        assertThat(score(text, "--map", "colour=value").exitCode()).isEqualTo(2);
        assertThat(score(text, "--translate", "purpose=X").err()).contains("--translate takes FIELD:TEXT=VALUE");
        assertThat(score(text, "--as-of", "tomorrow").exitCode()).isEqualTo(2);
        assertThat(score(text, "--horizon", "0d").exitCode()).isEqualTo(2);
        assertThat(score(text, "--horizon", "soon").err()).contains("is not a length of time such as 30d");
        assertThat(score(text, "--time-format", "bbb").exitCode()).isEqualTo(2);
        assertThat(score(text, "--time-format", "hours-since:then").exitCode()).isEqualTo(2);
        assertThat(score(text, "--delimiter", "ab").exitCode()).isEqualTo(2);
        assertThat(score(text, "--margin", "2").exitCode()).isEqualTo(2);
    }

    @Test
    void bytesThatAreNoTextAreRefusedSoThatNoTwoCustomersBecomeOne() throws IOException {
        Path file = folder.resolve("latin.csv");
        String rows = HEADER + "Müller,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n"
                + "Möller,2026-01-06,PURCHASE,CUSTOMER,web,10,,2\n";
        Files.write(file, rows.getBytes(StandardCharsets.ISO_8859_1));
        Run wrong = Run.of("score", "--input", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("latin.csv is not text in UTF-8").contains("--charset");
        Run told = Run.of("score", "--input", file.toString(), "--charset", "ISO-8859-1");
        assertThat(told.column("customer_id")).containsExactly("Möller", "Müller");
        for (Charset marked : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Files.write(file, ("\uFEFF" + rows).getBytes(marked));
            assertThat(Run.of("score", "--input", file.toString()).column("customer_id"))
                    .containsExactly("Möller", "Müller");
        }
    }

    @Test
    void aFolderIsNoFile() {
        Run run = Run.of("score", "--input", folder.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot read " + folder);
    }

    @Test
    void aColumnThatIsThereTwiceIsRefusedIfItIsNeeded() {
        String text = "customer,at,purpose,value,note,value,note\na,2026-01-05,PURCHASE,1,x,2,y\n";
        Run run = score(text);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("in.csv has more than one column 'value'");
        assertThat(score(text, "--set", "value=3").exitCode()).isZero();
    }

    @Test
    void theStandardNameOfTheCustomerGoesBeforeTheShortOne() {
        Run run = score("customer,customer_id,at,purpose\nAda,17,2026-01-05,PURCHASE\n");
        assertThat(run.column("customer_id")).containsExactly("17");
    }

    @Test
    void whatIsReadIsNotOverwrittenAndAMissingFolderIsToldBeforeTheWork() throws IOException {
        String text = HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n";
        Path input = folder.resolve("in.csv");
        Run over = score(text, "--out", input.toString());
        assertThat(over.exitCode()).isEqualTo(2);
        assertThat(over.err()).contains("is read from and would be overwritten");
        assertThat(Files.readString(input)).isEqualTo(text);
        Run nowhere = score(text, "--out", folder.resolve("no/such.csv").toString());
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("there is no folder").contains("such.csv");
        assertThat(score(text, "--out", folder.toString()).err()).contains("is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\n", "\r", "\uFEFF", "", "ab", "\\n"})
    void whatCannotSeparateFieldsIsWrongUsage(String delimiter) {
        Run run = score(HEADER + "a,2026-01-05,PURCHASE,CUSTOMER,web,10,,1\n", "--delimiter", delimiter);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("engagement: --delimiter must ");
    }

    private Run score(String text, String... more) {
        Path file = Run.file(folder, "in.csv", text);
        List<String> words = new ArrayList<>(List.of("score", "--input", file.toString()));
        words.addAll(List.of(more));
        return Run.of(words);
    }
}
