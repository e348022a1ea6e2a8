package io.engagement.customerbase;

import static io.engagement.Draws.logUniform;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.engagement.customerbase.geometric.BetaGeometricCnbd;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.geometric.DropOut;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Every fit of every model ends well on bases of all kinds: at a maximum that no random start surpasses, or where the likelihood
 * has none, with a plain word of it. Parameters are drawn log-uniformly over three decades; bases have 50 to 300,000 customers,
 * purchases up to the hundreds, times in days, weeks, months or years, ages equal or spread; some never bought again, some are
 * one customer. 22 bases, or 528 with the profile full.
 */
class SturdinessTest {
    private static final int BASES = FullRun.pick(528, 22);
    private static final int HOSTILE = FullRun.pick(80, 16);

    /** Far beyond what all hostile fits take together, some seconds; who has not ended by then never will. */
    private static final Duration ENDLESS = Duration.ofMinutes(20);

    private static final ExecutorService DAEMONS = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            new ThreadFactoryBuilder()
                    .setDaemon(true)
                    .setNameFormat("hostile fit")
                    .build());

    private static final int RANDOM_STARTS = 2;
    /** Customers from which on random starts would take too long. */
    private static final int MANY = 5_000;

    private static final double[] UNITS = {365, 52, 12, 1};

    /** What is said where a simpler model fits as well, or nothing can be told. */
    private static final List<String> WORDS = List.of(
            "fits as well",
            "cannot improve",
            "no customer bought a second time",
            "ran to its bound",
            "the likelihood is flat in");

    private record Base(String what, Purchases purchases) {}

    private static Base base(int number) {
        SplittableRandom random = new SplittableRandom(20261124L + number);
        double unit = UNITS[number % UNITS.length];
        int size = size(number, random);
        double[] ages = new double[size];
        boolean spread = number / 4 % 2 == 0;
        Arrays.setAll(ages, i -> unit * (spread ? 0.3 + 0.7 * random.nextDouble() : 1));
        double r = logUniform(random, 0.03, 30);
        double perYear = logUniform(random, 0.3, size > MANY ? 30 : 300);
        double alpha = unit * r / perYear;
        double leave = logUniform(random, 0.03, 30);
        double stay = logUniform(random, 0.03, 30);
        CustomerBaseModel model =
                switch (number % 5) {
                    case 0 -> BetaGeometricNbd.of(r, alpha, leave, stay, TimeScale.DAYS);
                    case 1 ->
                        BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 1, r, alpha, leave, stay, TimeScale.DAYS);
                    case 2 ->
                        BetaGeometricCnbd.of(
                                DropOut.AFTER_REPEAT_PURCHASE, 3, r, alpha / 3, leave, stay, TimeScale.DAYS);
                    case 3 -> ParetoNbd.of(r, alpha, leave, unit * stay, TimeScale.DAYS);
                    default ->
                        GammaGompertzNbd.of(r, alpha, leave, stay, logUniform(random, 0.03, 30) / unit, TimeScale.DAYS);
                };
        Purchases drawn = model.simulate(ages, number);
        if (number % 11 == 10) {
            double[] zeros = new double[size];
            drawn = Purchases.of(TimeScale.DAYS, zeros, zeros, ages).withLogGaps(zeros);
        }
        return new Base("base " + number + ", " + size + " customers, year of " + unit + ", " + model, drawn);
    }

    private static int size(int number, SplittableRandom random) {
        if (number % 22 == 21) {
            return 1;
        }
        if (FullRun.isOn() && number % 44 == 3) {
            return number % 88 == 3 ? 300_000 : 30_000;
        }
        return (int) logUniform(random, 50, FullRun.isOn() && number % 8 == 0 ? 3_000 : 300);
    }

    @Test
    void everyFitEndsAtTheMaximumOrSaysThatThereIsNone() {
        List<String> faults = Collections.synchronizedList(new ArrayList<>());
        Map<String, Map<String, Integer>> endings = Collections.synchronizedMap(new TreeMap<>());
        IntStream.range(0, BASES).parallel().forEach(number -> {
            Base base = base(number);
            for (PurchaseFamily<?> candidate : CustomerBaseModels.candidates()) {
                String ending = ending(base, candidate, number, faults);
                synchronized (endings) {
                    endings.computeIfAbsent(candidate.name(), name -> new TreeMap<>())
                            .merge(ending, 1, Integer::sum);
                }
            }
        });
        LoggerFactory.getLogger(SturdinessTest.class).info("{} bases: {}", BASES, endings);
        assertThat(faults).as("of %d bases, endings %s", BASES, endings).isEmpty();
    }

    /**
     * Of every model on bases that nobody would simulate; and what is fitted answers every question of the base's own rows. On threads of
     * their own: a fit shares its work with the common pool, whose threads must not wait for one.
     */
    @Test
    void hostileBasesAreFittedAndTheModelsAnswer() throws InterruptedException {
        long seed = FullRun.seed(1);
        HostileBases hostile = new HostileBases();
        List<Callable<List<String>>> fits = new ArrayList<>();
        for (PurchaseFamily<?> candidate : CustomerBaseModels.candidatesByPeriod()) {
            for (int number = 0; number < HOSTILE; number++) {
                long base = seed + number;
                fits.add(() -> hostile.faults(candidate, base));
            }
        }
        List<String> faults = new ArrayList<>();
        for (Future<List<String>> fit : DAEMONS.invokeAll(fits, ENDLESS.toMinutes(), TimeUnit.MINUTES)) {
            faults.addAll(
                    fit.isCancelled() ? List.of("a fit has not ended within " + ENDLESS) : Futures.getUnchecked(fit));
        }
        System.out.println(fits.size() + " hostile fits, slowest answer " + hostile.slowest());
        assertThat(faults).as("of %d fits, seed %d", fits.size(), seed).isEmpty();
    }

    private static String ending(Base base, PurchaseFamily<?> candidate, int number, List<String> faults) {
        String what = candidate.name() + " on " + base.what();
        try {
            Fitted<? extends CustomerBaseModel> fitted = candidate.fit(base.purchases());
            if (fitted.ending() == Ending.UNFINISHED) {
                faults.add(what + ": unfinished");
            }
            if (!(Double.isFinite(fitted.logLikelihood())
                    && Arrays.stream(fitted.estimates()).allMatch(Double::isFinite))) {
                faults.add(what + ": not finite " + Arrays.toString(fitted.estimates()));
            }
            if (!fitted.converged()
                    && fitted.diagnostics().stream()
                            .noneMatch(said -> WORDS.stream().anyMatch(said::contains))) {
                faults.add(what + ": nothing plain is said, but " + fitted.diagnostics());
            }
            if (base.purchases().size() < MANY) {
                surpassed(fitted, base, number)
                        .ifPresent(by -> faults.add(what + ": surpassed by " + by + "; it ended at " + fitted.model()));
            }
            boolean simpler = fitted.diagnostics().stream()
                    .anyMatch(said -> WORDS.subList(0, 3).stream().anyMatch(said::contains));
            return fitted.converged() ? "maximum" : simpler ? "simpler model named" : "boundary named";
        } catch (FitException | IllegalArgumentException | IllegalStateException failure) {
            faults.add(what + ": " + failure);
            return "failure";
        }
    }

    /** By how much the best of some random starts is higher. */
    private static Optional<String> surpassed(Fitted<? extends CustomerBaseModel> fitted, Base base, int number) {
        BaseFit frame = new BaseFit("random", base.purchases().distinct());
        PurchaseFamily<?> family = ((FamilyMember<?>) fitted.model()).family();
        List<Parameter> parameters = family.parameters();
        LogLikelihood likelihood = family.likelihood(frame.distinct(), frame.unit());
        SplittableRandom random = new SplittableRandom(number);
        double[][] starts = new double[RANDOM_STARTS][parameters.size()];
        for (double[] start : starts) {
            Arrays.setAll(
                    start,
                    i -> parameters.get(i).kind() == Parameter.Kind.REAL
                            ? 2 * random.nextDouble() - 1
                            : logUniform(random, 0.03, 30));
        }
        int stages = fitted.model() instanceof BetaGeometricCnbd staged ? staged.k() : 1;
        double best = Double.NEGATIVE_INFINITY;
        String where = "";
        for (double[] start : starts) {
            Maximum found = MaximumLikelihood.withDefaults().maximize("random", parameters, likelihood, start);
            if (found.logLikelihood() > best) {
                best = found.logLikelihood();
                where = IntStream.range(0, start.length)
                        .mapToObj(i -> String.valueOf((float) found.estimate(i)))
                        .toList()
                        .toString();
            }
        }
        double[] gradient = new double[parameters.size()];
        double[] at = new double[parameters.size()];
        double[] estimates = fitted.estimates();
        Arrays.setAll(at, i -> {
            Parameter parameter = parameters.get(i);
            return parameter.coordinate(parameter.scaledBack(estimates[i], frame.unit()));
        });
        double reached = likelihood.valueAndGradient(at, gradient);
        double by = best - reached;
        return by > 1e-3 + 1e-9 * Math.abs(reached) * stages ? Optional.of(by + " at " + where) : Optional.empty();
    }
}
