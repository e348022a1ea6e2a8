package io.engagement.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The oracles of {@code oracles.json} on shares, by their ids, at their tolerances relative to max(1, |value|): R's VGAM 1.1.7 and
 * dirmult, SciPy 1.10.1.
 */
class ProportionOraclesCorrectnessTest {
    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .filter(day -> day != DayOfWeek.SATURDAY)
            .map(DayOfWeek::toString)
            .toList();

    private static void equal(double value, double oracle, double tolerance) {
        assertThat(value).isCloseTo(oracle, within(tolerance * Math.max(1, Math.abs(oracle))));
    }

    private static List<String[]> rows(String file, String separator) {
        try {
            return Files.readAllLines(SharedData.file(file)).stream()
                    .skip(1)
                    .map(line -> line.split(separator, -1))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Threads opened of threads, by student: messages of two with gaps up to 24 hours are a thread. */
    private static Proportions threads() {
        Map<Long, Long> last = new HashMap<>();
        Map<Integer, long[]> students = new HashMap<>();
        for (String[] row : rows("data/college_messages/CollegeMsg.txt", " ")) {
            int from = Integer.parseInt(row[0]);
            int to = Integer.parseInt(row[1]);
            long at = Long.parseLong(row[2]);
            Long before = last.put((long) Math.min(from, to) << 32 | Math.max(from, to), at);
            if (before == null || at - before > 86_400) {
                students.computeIfAbsent(from, each -> new long[2])[0]++;
                students.computeIfAbsent(from, each -> new long[2])[1]++;
                students.computeIfAbsent(to, each -> new long[2])[1]++;
            }
        }
        Proportions.Builder all = Proportions.builder();
        students.values().forEach(each -> all.add(each[0], each[1]));
        return all.build();
    }

    @Test
    void collegeInitiativeBetabinomial() {
        Proportions threads = threads();
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(threads);
        BetaBinomial model = fitted.model();

        assertThat(threads.customers()).isEqualTo(1899);
        assertThat(threads.k()).isEqualTo(21341);
        assertThat(threads.n()).isEqualTo(42682);
        assertThat(fitted.converged()).isTrue();
        equal(model.alpha(), 1.6902074303126484, 1e-5);
        equal(model.beta(), 2.753060427932084, 1e-5);
        equal(model.mean(), 0.38039737513829464, 1e-5);
        equal(model.correlation(), 0.18371317121301206, 1e-5);
        equal(fitted.logLikelihood(), -4077.490824070007, 1e-5);
    }

    @Test
    void collegeInitiativeBetabinomialVgam() {
        Proportions threads = threads();
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(threads);
        double[] errors = fitted.model().expectedErrors(threads);

        equal(fitted.model().alpha(), 1.6902073564714, 1e-5);
        equal(fitted.model().beta(), 2.75306046945802, 1e-5);
        equal(fitted.logLikelihood(), -4077.49082407002, 1e-5);
        equal(errors[0] / fitted.model().alpha(), 0.0507755887565986, 1e-5);
        equal(errors[1] / fitted.model().beta(), 0.0522665355994026, 1e-5);
    }

    @Test
    void collegeInitiativePosterior() {
        SharePrior prior = SharePrior.of(threads());

        posterior(prior.posterior(0, 2), 0.26232145977756893, 0.029777936880554454, 0.6298198305787734);
        posterior(prior.posterior(2, 2), 0.5727229585202951, 0.21154700751404337, 0.8917802690846562);
        posterior(prior.posterior(1, 10), 0.18626030180399805, 0.03819934497983684, 0.4151985965556844);
        posterior(prior.posterior(9, 10), 0.740151573399665, 0.49513618933319287, 0.9226688725857409);
    }

    private static void posterior(Share share, double mean, double low, double high) {
        equal(share.mean(), mean, 1e-5);
        equal(share.interval(0.95).lower(), low, 1e-5);
        equal(share.interval(0.95).upper(), high, 1e-5);
    }

    @Test
    void emailOpenBetabinomial() {
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(answered("email_open"));
        BetaBinomial model = fitted.model();

        assertThat(fitted.provenance().customers()).isEqualTo(6179);
        equal(model.alpha(), 96.26883264856117, 1e-5);
        equal(model.beta(), 189.25772456514648, 1e-5);
        equal(model.mean(), 0.33716244677200724, 1e-5);
        equal(model.correlation(), 0.0034900778822192866, 1e-5);
        equal(fitted.logLikelihood(), -10123.367038521368, 1e-5);
    }

    @Test
    void emailBetabinomialVgam() {
        BetaBinomial open = BetaBinomial.fit(answered("email_open")).model();
        BetaBinomial click = BetaBinomial.fit(answered("email_clickthrough")).model();

        equal(open.alpha(), 96.2681010806911, 1e-4);
        equal(open.beta(), 189.256264021162, 1e-4);
        equal(click.alpha(), 20.4894913744208, 1e-4);
        equal(click.beta(), 115.185622019945, 1e-4);
    }

    /** Answers within 48 hours of sends, by user; an answer goes to the oldest open send. */
    private static Proportions answered(String answer) {
        Map<String, List<String[]>> users = new TreeMap<>();
        rows("data/email_engagement/yammer_emails.csv", ",")
                .forEach(row ->
                        users.computeIfAbsent(row[0], each -> new ArrayList<>()).add(row));
        Proportions.Builder all = Proportions.builder();
        for (List<String[]> acts : users.values()) {
            acts.sort((a, b) -> a[1].compareTo(b[1]));
            Deque<LocalDateTime> open = new ArrayDeque<>();
            int sent = 0;
            int answered = 0;
            for (String[] act : acts) {
                LocalDateTime at = LocalDateTime.parse(act[1].replace(' ', 'T'));
                while (!open.isEmpty() && open.peek().plusHours(48).isBefore(at)) {
                    open.remove();
                }
                if (act[2].startsWith("sent")) {
                    open.add(at);
                    sent++;
                } else if (act[2].equals(answer) && !open.isEmpty()) {
                    open.remove();
                    answered++;
                }
            }
            if (sent > 0) {
                all.add(answered, sent);
            }
        }
        return all.build();
    }

    /** Invoices by customer in the order of time, each its weekday from Monday 0; Sunday is 5, Saturday never occurs. */
    private static Map<String, List<Integer>> invoices() {
        Map<String, TreeMap<String, Integer>> customers = new TreeMap<>();
        for (String[] row : rows("data/online_retail/invoices.csv", ",")) {
            if (!row[0].startsWith("C") && !row[1].isEmpty() && Double.parseDouble(row[6]) > 0) {
                int day =
                        LocalDate.parse(row[3].substring(0, 10)).getDayOfWeek().getValue() - 1;
                customers.computeIfAbsent(row[1], each -> new TreeMap<>()).put(row[3] + " " + row[0], Math.min(day, 5));
            }
        }
        Map<String, List<Integer>> days = new TreeMap<>();
        customers.forEach((customer, all) -> days.put(customer, List.copyOf(all.values())));
        return days;
    }

    private static long[] counts(List<Integer> days) {
        long[] counts = new long[DAYS.size()];
        days.forEach(day -> counts[day]++);
        return counts;
    }

    private static CategoryCounts weekdays() {
        CategoryCounts.Builder all = CategoryCounts.builder(DAYS);
        invoices().values().forEach(days -> all.add(counts(days)));
        return all.build();
    }

    @Test
    void retailWeekdayDirichlet() {
        CategoryCounts weekdays = weekdays();
        Fitted<DirichletMultinomial> fitted = DirichletMultinomial.fit(weekdays);

        assertThat(weekdays.customers()).isEqualTo(4338);
        assertThat(weekdays.totals()).containsExactly(2863L, 3184L, 3455L, 4032L, 2829L, 2169L);
        alpha(
                fitted.model(),
                2.2112211149509062,
                2.45306565352794,
                2.61371348083035,
                3.0875556591014335,
                2.1541137251366194,
                1.6301901034102286);
        equal(fitted.model().precision(), 14.149859736957477, 1e-5);
        equal(fitted.logLikelihood(), -17243.57378237618, 1e-5);
    }

    private static void alpha(DirichletMultinomial model, double... oracle) {
        for (int i = 0; i < oracle.length; i++) {
            equal(model.alpha(i), oracle[i], 1e-5);
        }
    }

    private static void errorsOfLogAlpha(Fitted<DirichletMultinomial> fitted, double... oracle) {
        for (int i = 0; i < oracle.length; i++) {
            equal(fitted.standardErrors()[i] / fitted.model().alpha(i), oracle[i], 1e-3);
        }
    }

    private static double steepest(CategoryCounts counts, DirichletMultinomial model) {
        int size = model.categories().size();
        double[] gradient = new double[size];
        new CountLikelihood(counts.sums())
                .valueAndGradient(
                        IntStream.range(0, size)
                                .mapToDouble(i -> Math.log(model.alpha(i)))
                                .toArray(),
                        gradient);
        return Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    }

    @Test
    void retailWeekdayDirichletCheck() {
        CategoryCounts weekdays = weekdays();
        Fitted<DirichletMultinomial> fitted = DirichletMultinomial.fit(weekdays);

        assertThat(steepest(weekdays, fitted.model())).isLessThan(1e-3);
        errorsOfLogAlpha(
                fitted,
                0.05288677765644128,
                0.052706595660522104,
                0.0526883795825552,
                0.05212500596421708,
                0.05305159085343477,
                0.05473504313951626);
    }

    @Test
    void retailWeekdayPosterior12748() {
        long[] own = counts(invoices().getOrDefault("12748", List.of()));
        CategoryShares posterior = CategoryPrior.of(weekdays()).posterior(own);
        Interval best = posterior.share(posterior.best()).interval(0.95);

        assertThat(own).containsExactly(15, 26, 42, 43, 59, 24);
        double[] means = {
            0.07712853207812449,
            0.1275065361325684,
            0.19992714104064277,
            0.20653186030870957,
            0.2740495279594766,
            0.11485640248047813
        };
        for (int i = 0; i < means.length; i++) {
            equal(posterior.mean(i), means[i], 1e-5);
        }
        assertThat(posterior.best()).isEqualTo(4);
        equal(best.lower(), 0.2176552494498063, 1e-5);
        equal(best.upper(), 0.33427962025052216, 1e-5);
    }

    /** Fitted on the first half of each customer with four or more, judged on the second. */
    @Test
    void retailWeekdayPredict() {
        CategoryCounts.Builder first = CategoryCounts.builder(DAYS);
        List<List<Integer>> customers =
                invoices().values().stream().filter(days -> days.size() >= 4).toList();
        customers.forEach(days -> first.add(counts(days.subList(0, days.size() / 2))));
        CategoryPrior prior = CategoryPrior.of(first.build());
        List<Long> totals = first.build().totals();
        double all = totals.stream().mapToLong(Long::longValue).sum();
        double population = 0;
        double own = 0;
        double dirichlet = 0;
        int judged = 0;
        for (List<Integer> days : customers) {
            long[] known = counts(days.subList(0, days.size() / 2));
            CategoryShares posterior = prior.posterior(known);
            for (int day : days.subList(days.size() / 2, days.size())) {
                population += Math.log(totals.get(day) / all);
                own += Math.log((known[day] + 1.0 / 6) / (days.size() / 2 + 1));
                dirichlet += Math.log(posterior.mean(day));
                judged++;
            }
        }

        assertThat(judged).isEqualTo(7246);
        equal(prior.fitted().orElseThrow().model().precision(), 10.322585716875, 1e-6);
        equal(population / judged, -1.771582290541119, 1e-6);
        equal(own / judged, -2.0730283753800163, 1e-6);
        equal(dirichlet / judged, -1.7648351058792309, 1e-6);
    }

    private static CategoryCounts channels() {
        CategoryCounts.Builder all = CategoryCounts.builder(List.of("web", "catalogue", "store"));
        rows("reference/methods/inputs/campaign_channel.csv", ",")
                .forEach(row ->
                        all.add(Arrays.stream(row).mapToLong(Long::parseLong).toArray()));
        return all.build();
    }

    @Test
    void campaignChannelDirichlet() {
        CategoryCounts channels = channels();
        Fitted<DirichletMultinomial> fitted = DirichletMultinomial.fit(channels);

        assertThat(channels.customers()).isEqualTo(2234);
        assertThat(channels.totals()).containsExactly(9150L, 5963L, 12970L);
        alpha(fitted.model(), 19.282483325227453, 11.995347316039759, 27.444340234001427);
        equal(fitted.model().prior().mean(0), 0.3283680258719529, 1e-5);
        equal(fitted.model().prior().mean(1), 0.20427288598575474, 1e-5);
        equal(fitted.model().prior().mean(2), 0.4673590881422923, 1e-5);
        equal(fitted.model().precision(), 58.72217087526864, 1e-5);
        equal(fitted.logLikelihood(), -7540.861724068802, 1e-5);
    }

    @Test
    void campaignChannelDirichletCheck() {
        CategoryCounts channels = channels();
        Fitted<DirichletMultinomial> fitted = DirichletMultinomial.fit(channels);

        assertThat(steepest(channels, fitted.model())).isLessThan(1e-3);
        errorsOfLogAlpha(fitted, 0.10302048138539284, 0.10693874187691563, 0.1026595954722677);
    }
}
