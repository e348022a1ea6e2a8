package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricCnbd;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.geometric.DropOut;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What other packages say of CDNOW's customers, at their parameters, and what the library says: the tables of the page on moving from
 * them.
 */
class PeersTest {
    private static final Path PEERS = Path.of("src/test/resources/peers.csv");
    private static final Path PAGE = Path.of("migration.md");

    /** A line of the file: times are in weeks, such as 213/7. */
    record Peer(String line, List<String> cells) {
        static Peer of(String line) {
            return new Peer(line, List.of(line.split(",", -1)));
        }

        String function() {
            return cells.get(1);
        }

        double theirs() {
            return Double.parseDouble(cells.get(10));
        }

        private double[] parameters() {
            return Arrays.stream(cells.get(4).split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }

        private double number(int cell) {
            String[] parts = cells.get(cell).split("/", -1);
            double number = Double.parseDouble(parts[0]);
            return parts.length == 1 ? number : number / Double.parseDouble(parts[1]);
        }

        private CustomerBaseModel model() {
            double[] p = parameters();
            return switch (cells.get(2)) {
                case "bgnbd" -> BetaGeometricNbd.of(p[0], p[1], p[2], p[3], TimeScale.WEEKS);
                case "mbgnbd" ->
                    BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 1, p[0], p[1], p[2], p[3], TimeScale.WEEKS);
                case "pnbd", "pnbd and gg" -> ParetoNbd.of(p[0], p[1], p[2], p[3], TimeScale.WEEKS);
                // CLVTools: r, alpha, b, s, beta.
                case "ggomnbd" -> GammaGompertzNbd.of(p[0], p[1], p[3], p[4], p[2], TimeScale.WEEKS);
                default -> throw new IllegalArgumentException(line);
            };
        }

        private double spend(int first, double x, double mean) {
            double[] p = parameters();
            return GammaGamma.of(p[first], p[first + 1], p[first + 2]).conditionalExpectedSpend(x, mean);
        }

        /** Of Pareto/NBD and Gamma-Gamma together: the parameters of both, and the mean. */
        private double spendOfPurchases() {
            return spend(4, number(5), parameters()[7]);
        }

        double ours() {
            if (cells.get(2).equals("bgbb")) {
                double[] p = parameters();
                return BetaGeometricBetaBernoulli.of(p[0], p[1], p[2], p[3])
                        .expectedPurchases((int) number(5), (int) number(6), (int) number(7), (int) number(8));
            }
            return switch (cells.get(3)) {
                case "spend" -> spend(0, number(5), number(6));
                case "period_spend" ->
                    spendOfPurchases() * model().expectedPurchases(number(5), number(6), number(7), number(8));
                case "clv" ->
                    spendOfPurchases()
                            * model().discountedPurchases(
                                            number(5), number(6), number(7), Double.POSITIVE_INFINITY, number(9));
                case "alive" -> model().probabilityAlive(number(5), number(6), number(7));
                case "conditional" -> model().expectedPurchases(number(5), number(6), number(7), number(8));
                case "expected" -> model().expectedPurchases(number(8));
                case "discounted" ->
                    model().discountedPurchases(number(5), number(6), number(7), Double.POSITIVE_INFINITY, number(9));
                default -> throw new IllegalArgumentException(line);
            };
        }

        /** CLVTools integrates GGom/NBD's expectation numerically. */
        double exact() {
            return cells.get(2).equals("ggomnbd") ? 1e-6 : 1e-8;
        }

        /** As the page shows it: with all digits that are theirs. */
        String row() {
            String customer = cells.get(5).isEmpty() ? "a new one" : cells.get(5) + ", " + tidy(cells.get(6));
            customer += cells.get(7).isEmpty() ? "" : ", " + tidy(cells.get(7));
            String until = cells.get(8).isEmpty()
                    ? cells.get(9).isEmpty() ? "" : "for ever, at " + tidy(cells.get(9))
                    : tidy(cells.get(8));
            return String.format(
                    Locale.ROOT,
                    cells.get(2).equals("ggomnbd")
                            ? "| `%s` | %s | %s | %s | %.6g | %.6g |"
                            : "| `%s` | %s | %s | %s | %.8g | %.8g |",
                    function(),
                    cells.get(2),
                    customer,
                    until,
                    theirs(),
                    ours());
        }

        private static String tidy(String number) {
            return number.contains("/")
                    ? number
                    : new BigDecimal(number)
                            .setScale(4, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString();
        }

        @Override
        public String toString() {
            return function() + " " + cells.get(2) + " " + cells.get(5);
        }
    }

    static Stream<Peer> peers() throws IOException {
        return Files.readAllLines(PEERS).stream().skip(1).map(Peer::of);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void theirNumbersAreOurs(Peer peer) {
        assertThat(peer.ours()).isCloseTo(peer.theirs(), within(peer.exact() * Math.abs(peer.theirs())));
    }

    @Test
    void thePageShowsThem() throws IOException {
        List<String> rows = peers().map(Peer::row).toList();
        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(Files.readAllLines(PAGE)).as(String.join("\n", rows)).containsAll(rows);
    }

    /** Where the data is: a fit of the library beside what others published of theirs. */
    @Test
    void fitsEndWhereTheirsDo() throws IOException {
        LogView view = cdnow().asOf(Instant.parse("1997-09-30T00:00:00Z"));
        Purchases purchases = Purchases.of(view, TimeScale.WEEKS, PurchaseDefinition.standard());
        List<String> rows = List.of(
                row("BG/NBD", "CLVTools", -9582.42920667514, BetaGeometricNbd.fit(purchases)),
                row("MBG/NBD", "lifetimes", -9582.1357, BetaGeometricCnbd.fitMbgNbd(purchases)),
                row("Pareto/NBD", "CLVTools", -9594.97618090094, ParetoNbd.fit(purchases)),
                row("Pareto/NBD", "BTYD", -9594.97619847373, ParetoNbd.fit(purchases)),
                row(
                        "Gamma-Gamma",
                        "CLVTools",
                        -4055.91769483264,
                        GammaGamma.fit(Spending.of(view, PurchaseDefinition.standard()))));
        assertThat(Files.readAllLines(PAGE)).as(String.join("\n", rows)).containsAll(rows);
    }

    private static String row(String model, String peer, double theirs, Fitted<?> ours) {
        assertThat(ours.logLikelihood()).as("%s of %s", model, peer).isGreaterThan(theirs - 1e-4);
        String parameters = String.join(
                ", ",
                ours.parameterNames().stream()
                        .map(name -> name + " " + String.format(Locale.ROOT, "%.4f", ours.estimate(name)))
                        .toList());
        return String.format(
                Locale.ROOT, "| %s | %s | %.4f | %.4f | %s |", model, peer, theirs, ours.logLikelihood(), parameters);
    }

    private static InteractionLog cdnow() throws IOException {
        Optional<Path> file = CommandsTest.found("cdnow/cdnow_sample.csv");
        assumeTrue(file.isPresent(), "CDNOW is not there; set -Dengagement.shared=DIR");
        InteractionLog.Builder log = InteractionLog.builder();
        for (String line : Files.readAllLines(file.orElseThrow())) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("master_id")) {
                log.add(Interaction.of(
                                cells[1],
                                Instant.parse(cells[2] + "T00:00:00Z"),
                                Channel.WEB,
                                Initiator.CUSTOMER,
                                Purpose.PURCHASE)
                        .withValue(Double.parseDouble(cells[4])));
            }
        }
        return log.build();
    }
}
