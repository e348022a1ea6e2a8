package io.engagement.initiative;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.internal.math.Checks;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an {@link AdditiveLogistic} is made of, and its lines of text.
 *
 * @param level intercept of the horizon to come
 * @param levelError its standard error
 * @param notYet log-odds of who has not acted yet
 * @param notYetError their standard error
 * @param share of the gamma-Poisson in the log-odds
 * @param typical readings of the typical customer
 * @param covariance of the level as estimated and the coefficients, lower triangle row by row
 * @param origins the newest first
 * @param levels as many
 * @param lower where the newest level was expected
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, where nobody changes them
record AdditiveParts(
        ActDefinition definition,
        TimeScale timeScale,
        ActScale scale,
        List<TermWeights> terms,
        List<OwnTerm> own,
        double level,
        double levelError,
        double notYet,
        double notYetError,
        double share,
        DiscountedGammaPoisson gammaPoisson,
        double[] typical,
        double[] covariance,
        List<Instant> origins,
        double[] levels,
        double lower,
        double upper) {
    private static final double MOST = 1e6;

    AdditiveParts {
        Checks.within("level", level, -MOST, MOST);
        Checks.within("levelError", levelError, 0, MOST);
        Checks.within("notYet", notYet, -MOST, MOST);
        Checks.within("notYetError", notYetError, 0, MOST);
        Checks.share("share", share);
        checkSize("terms", terms.size(), ActTerm.SIZE);
        checkSize("typical", typical.length, ActReading.SIZE + own.size() + (share > 0 ? 1 : 0));
        checkSize("levels", levels.length, origins.size());
        if (Arrays.stream(typical).anyMatch(Double::isInfinite)) {
            throw new IllegalArgumentException(
                    "typical readings must be finite or NaN, were " + Arrays.toString(typical));
        }
        if (!Arrays.stream(covariance).allMatch(each -> Math.abs(each) <= MOST)) {
            throw new IllegalArgumentException("covariances must be within 1e6 of 0");
        }
        int columns = 1 + columns(terms, own);
        checkSize("covariance", covariance.length, columns * (columns + 1) / 2);
    }

    private static void checkSize(String name, int size, int wanted) {
        if (size != wanted) {
            throw new IllegalArgumentException(name + " must be " + wanted + ", were " + size);
        }
    }

    static int columns(List<TermWeights> terms, List<OwnTerm> own) {
        return terms.stream().mapToInt(term -> 1 + term.knots().length).sum() + OwnTerm.COLUMNS * own.size();
    }

    /** Who has not acted yet is not likelier to than somebody who just did for the first time. */
    AdditiveParts withFirstActRaising() {
        double[] workspace = kernel().workspace();
        workspace[ActReading.COUNT.place()] = 1;
        workspace[ActReading.DAYS.place()] = 1;
        workspace[ActReading.FRESH.place()] = 1;
        workspace[ActReading.RECENT.place()] = 1;
        workspace[ActReading.LASTING.place()] = 1;
        Arrays.fill(workspace, ActReading.SIZE, ActReading.SIZE + own.size(), Double.NaN);
        double first = kernel().logOdds(workspace);
        return new AdditiveParts(
                definition,
                timeScale,
                scale,
                terms,
                own,
                level,
                levelError,
                Math.min(notYet, first),
                notYetError,
                share,
                gammaPoisson,
                typical,
                covariance,
                origins,
                levels,
                lower,
                upper);
    }

    /** Readings of a customer who does nothing for a time. Own terms stay as they are. */
    double[] after(double[] now, double elapsed) {
        double[] then = scale.after(now, elapsed);
        if (share > 0) {
            int effort = ActReading.SIZE + own.size();
            then[effort] = gammaPoisson.effortAfter(then[effort], elapsed);
        }
        return then;
    }

    AdditiveKernel kernel() {
        return new AdditiveKernel(scale, terms, own, level, notYet, share, gammaPoisson, timeScale);
    }

    static AdditiveParts read(ModelText text, Registry registry) {
        ActDefinition definition = ActDefinition.read(text.word("definition"), registry);
        TimeScale timeScale = text.choice("time_scale", TimeScale.class);
        List<TermWeights> terms = new ArrayList<>();
        for (ActTerm term : ActTerm.values()) {
            String key = "term." + term.key();
            terms.add(TermWeights.read(key, text.numbers(key)));
        }
        List<OwnTerm> own = new ArrayList<>();
        for (int i = 0; i < text.count("own_terms"); i++) {
            String key = "own." + i;
            own.add(new OwnTerm(
                    Measure.read(text.word(key), registry),
                    TermWeights.read(key + ".weights", text.numbers(key + ".weights")),
                    text.number(key + ".unknown")));
        }
        List<Instant> origins = new ArrayList<>();
        for (int i = 0; i < text.count("origins"); i++) {
            origins.add(text.instant("origin." + i));
        }
        return new AdditiveParts(
                definition,
                timeScale,
                new ActScale(timeScale.of(definition.horizon()), text.number("base_rate"), text.number("base_gap")),
                terms,
                own,
                text.number("level"),
                text.number("level_error"),
                text.number("not_yet"),
                text.number("not_yet_error"),
                text.number("gamma_poisson_share"),
                DiscountedGammaPoisson.FAMILY.read(
                        text.part(
                                "gamma_poisson",
                                DiscountedGammaPoisson.FAMILY.kind(),
                                DiscountedGammaPoisson.FAMILY.version()),
                        registry),
                typical(text),
                text.numbers("covariance"),
                origins,
                text.numbers("levels"),
                text.anyNumber("expected_from"),
                text.anyNumber("expected_to"));
    }

    /** Readings may be unknown. */
    private static double[] typical(ModelText text) {
        double[] typical = new double[text.count("readings")];
        for (int i = 0; i < typical.length; i++) {
            typical[i] = text.anyNumber("typical." + i);
        }
        return typical;
    }

    ModelText text(String kind, int version) {
        ModelText text = ModelText.of(kind, version)
                .with("time_scale", timeScale.name())
                .with("definition", definition.toText())
                .with("base_rate", scale.rate())
                .with("base_gap", scale.gap())
                .with("level", level)
                .with("level_error", levelError)
                .with("not_yet", notYet)
                .with("not_yet_error", notYetError);
        for (ActTerm term : ActTerm.values()) {
            text = text.with("term." + term.key(), terms.get(term.place()).toText());
        }
        text = text.with("own_terms", Integer.toString(own.size()));
        for (int i = 0; i < own.size(); i++) {
            text = text.with("own." + i, own.get(i).measure().name())
                    .with("own." + i + ".weights", own.get(i).weights().toText())
                    .with("own." + i + ".unknown", own.get(i).unknown());
        }
        text = text.with("gamma_poisson_share", share)
                .withPart("gamma_poisson", gammaPoisson.modelText())
                .with("readings", Integer.toString(typical.length))
                .with("covariance", line(covariance))
                .with("origins", Integer.toString(origins.size()));
        for (int i = 0; i < typical.length; i++) {
            text = text.with("typical." + i, typical[i]);
        }
        for (int i = 0; i < origins.size(); i++) {
            text = text.with("origin." + i, origins.get(i).toString());
        }
        return text.with("levels", line(levels)).with("expected_from", lower).with("expected_to", upper);
    }

    private static String line(double... numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }
}
