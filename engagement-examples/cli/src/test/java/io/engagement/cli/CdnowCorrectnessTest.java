package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The published estimates of CDNOW, by the command line. Skipped where the data is not there. */
class CdnowCorrectnessTest {
    @Test
    void bgNbdAsInFaderHardieAndLee2005() {
        String json = fit("bg-nbd");
        assertThat(number(json, "parameters", "r")).isCloseTo(0.2426, within(1e-3));
        assertThat(number(json, "parameters", "alpha")).isCloseTo(4.4136, within(1e-3));
        assertThat(number(json, "parameters", "a")).isCloseTo(0.7929, within(1e-3));
        assertThat(number(json, "parameters", "b")).isCloseTo(2.4259, within(1e-3));
        assertThat(number(json, "standard_errors", "b")).isCloseTo(0.7054, within(1e-3));
        assertThat(number(json, "", "log_likelihood")).isCloseTo(-9582.429, within(1e-3));
        assertThat(number(json, "counts", "repeat_purchases")).isEqualTo(2457);
        assertThat(number(json, "counts", "customers_without_repeat_purchase")).isEqualTo(1411);
    }

    @Test
    void gammaGammaOfRepeatSpenders() {
        String json = fit("gamma-gamma");
        assertThat(number(json, "parameters", "p")).isCloseTo(6.2493, within(5e-3));
        assertThat(number(json, "parameters", "q")).isCloseTo(3.7443, within(5e-3));
        assertThat(number(json, "parameters", "gamma")).isCloseTo(15.444, within(5e-3));
        assertThat(number(json, "", "log_likelihood")).isCloseTo(-4055.918, within(1e-3));
    }

    /** The sum that {@code lifetimes} 0.11.3 gives for these customers, and what the paper's Figure 5 shows. */
    @Test
    void expectedPurchasesOfTheNext39WeeksAddUp() {
        List<String> words = new ArrayList<>(List.of("score", "--horizon", "39w"));
        words.addAll(sample());
        Run run = Run.of(words);
        assertThat(run.exitCode()).isZero();
        assertThat(run.column("customer_id")).hasSize(2357).startsWith("0001", "0002");
        assertThat(run.column("expected_purchases").stream()
                        .mapToDouble(Double::parseDouble)
                        .sum())
                .isCloseTo(1653.423, within(1.6));
        assertThat(Double.parseDouble(run.column("expected_purchases").get(0))).isCloseTo(1.2259, within(1e-3));
        assertThat(Double.parseDouble(run.column("p_alive").get(0))).isCloseTo(0.7266, within(1e-3));
    }

    static List<String> sample() {
        return List.of(
                "--as-of",
                "1997-09-30",
                "--input",
                Run.shared("cdnow/cdnow_sample.csv"),
                "--map",
                "customer=sample_id,at=date,value=dollars",
                "--set",
                "purpose=PURCHASE,initiator=CUSTOMER,channel=web");
    }

    private static String fit(String model) {
        List<String> words = new ArrayList<>(List.of("fit", "--json", "--model", model));
        words.addAll(sample());
        Run run = Run.of(words);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("1959 of 6919 interactions are later than 1997-09-30T00:00:00Z and ignored");
        return run.out();
    }

    private static double number(String json, String object, String name) {
        String part = json.substring(Math.max(0, json.indexOf("\"" + object + "\"")));
        Matcher matcher = Pattern.compile("\"" + name + "\": ([-0-9.Ee]+)").matcher(part);
        assertThat(matcher.find()).as(name).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
