package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are something else than they seem are refused by what they are, with what to do. */
class StrangeFilesTest {
    private static final String ROWS = "customer_id,at,purpose\na,2024-01-01,PURCHASE\nb,2024-02-01,PURCHASE\n";

    @TempDir
    private Path folder = Path.of("");

    private Run fit(String text, Charset charset, String... more) {
        try {
            Path file = Files.write(folder.resolve("in.csv"), text.getBytes(charset));
            String[] words = new String[more.length + 2];
            words[0] = "--input";
            words[1] = file.toString();
            System.arraycopy(more, 0, words, 2, more.length);
            return Run.onBase("fit", new String[] {"--model", "nbd", "--as-of", "2024-12-31"}, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run fit(String text, String... more) {
        return fit(text, StandardCharsets.UTF_8, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void aTextOfTwoBytesWithoutMarkIsRefusedByItsEncoding(String name) {
        Run refused = fit(ROWS, Charset.forName(name));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("is not in UTF-8 but, as it looks, in " + name + " without the mark", "--charset " + name);
        Run told = fit(ROWS, Charset.forName(name), "--charset", name);
        assertThat(told.err()).contains("rows: 2 accepted");
        assertThat(Run.of("inspect", folder.resolve("in.csv").toString()).out())
                .contains("encoding " + name)
                .contains("charset = \"" + name + "\"");
    }

    @Test
    void theOtherOrderOfBytesIsRefusedToo() {
        assertThat(fit(ROWS, StandardCharsets.UTF_16LE, "--charset", "UTF-16").err())
                .contains("is not in UTF-16 but, as it looks, in UTF-16LE");
        assertThat(fit(ROWS, StandardCharsets.UTF_16BE, "--charset", "UTF-16").err())
                .contains("rows: 2 accepted");
    }

    @ParameterizedTest
    @CsvSource({"';',;", "'\t',\\t", "|,|"})
    void anotherDelimiterIsNamed(String delimiter, String told) {
        Run refused = fit(ROWS.replace(",", delimiter));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Are fields separated otherwise? Tell it with --delimiter '" + told + "'");
        assertThat(fit(ROWS.replace(",", delimiter), "--delimiter", told).err()).contains("rows: 2 accepted");
        Path customers = Run.file(folder, "kunden.csv", "customer_id,since\na,2020-01-01\n".replace(",", delimiter));
        assertThat(Run.of(
                                "score",
                                "--customers",
                                customers.toString(),
                                "--input",
                                folder.resolve("in.csv").toString(),
                                "--delimiter",
                                told)
                        .err())
                .contains("Tell it with --customers-delimiter '" + told + "'");
        assertThat(fit("\"customer_id\";\"at\"\n\"a\";\"2024-01-01\"\n").err())
                .contains("are fields separated otherwise? Tell it with --delimiter");
    }

    @Test
    void aCurrencyThatThereIsNotIsRefusedInTheWordsOfPeople() {
        assertThat(fit(ROWS, "--currency", "EURO").err()).contains("--currency: 'EURO' is not a currency such as EUR");
        assertThat(fit(ROWS, "--currency", "eur").err()).contains("rows: 2 accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><table><tr><td>customer_id</td></tr></table></html>",
                "\ufeff<!DOCTYPE html>\n<html>",
                "\n <table border=1>",
                "<?xml version=\"1.0\"?><Workbook>"
            })
    void aWebPageThatIsCalledATableIsRefusedAsOne(String text) {
        Run run = fit(text);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("is HTML or XML, whatever it is called: open it in a spreadsheet");
    }

    @ParameterizedTest
    @CsvSource({"1445,1445 to 1445", "1402,1402 to 1402", "2567,2567 to 2567", "5784,5784 to 5784"})
    void yearsOfAnotherCalendarAreTold(String year, String years) {
        assertThat(fit(ROWS.replace("2024", year), "--as-of", "9000-01-01").err())
                .doesNotContain("\tat ");
        Path file = Run.file(folder, "years.csv", ROWS.replace("2024", year));
        assertThat(Run.of("score", "--as-of", "9000-01-01", "--input", file.toString())
                        .err())
                .contains("all interactions are of the years " + years + ": years of another calendar?");
        assertThat(fit(ROWS).err()).doesNotContain("calendar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\u200d", "\u202aa", "a\u2063"})
    void idsThatDifferInWhatNobodySeesAreTold(String id) {
        assertThat(fit(ROWS + id + ",2024-03-01,PURCHASE\n").err())
                .contains("customer ids have others that differ only in case, blanks, width or leading zeros");
    }

    @Test
    void aMappingMayBeginWithAMarkAndIsRefusedByWhatItIs() throws IOException {
        Path marked = Run.file(folder, "m.toml", "\ufeffdelimiter = \",\"\n");
        assertThat(fit(ROWS, "--mapping", marked.toString()).err()).contains("rows: 2 accepted");
        Path rates = Run.file(folder, "r.toml", "currency = \"EUR\"\n[rates]\nUSD = \"0.9\"\n");
        assertThat(fit(ROWS, "--mapping", rates.toString()).err())
                .contains("rates: the rate of USD must be a number such as 0.92, not in quotes");
        Path wide = Files.write(folder.resolve("w.toml"), "delimiter = \",\"".getBytes(StandardCharsets.UTF_16));
        assertThat(fit(ROWS, "--mapping", wide.toString()).err()).contains("it is not text in UTF-8; save it as UTF-8");
        assertThat(fit(ROWS, "--mapping", folder.resolve("no.toml").toString()).err())
                .contains("no.toml: there is no such file");
    }
}
