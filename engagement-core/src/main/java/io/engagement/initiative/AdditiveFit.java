package io.engagement.initiative;

import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import io.engagement.internal.math.Quantiles;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.RetentionDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Estimates an {@link AdditiveLogistic} from a view's past. */
final class AdditiveFit {
    /** Of the log-likelihood. */
    private static final double TOLERANCE = 1e-9;
    /** How much of the step that followed a year ago is expected again. */
    private static final double SEASON = 0.5;
    /** Of the horizon: rates and gaps of a base are looked for from a millionth to a million of these. */
    private static final double FAR = 1e6;

    private final LogView view;
    private final ActDefinition definition;
    private final TimeScale timeScale;
    private final TermChoices choices;
    private final List<Measure> readings;
    private final Fitted<DiscountedGammaPoisson> gammaPoisson;
    private final PastOrigins past;
    private final ActScale scale;
    private final TermDesign design;
    private final GammaPoissonPast gammaPoissonPast;
    private final TermSelection selection;
    private final double share;

    AdditiveFit(LogView view, ActDefinition definition, TimeScale timeScale, TermChoices choices) {
        this.view = view;
        this.definition = definition;
        this.timeScale = timeScale;
        this.choices = choices;
        readings = new ArrayList<>(ActReading.measures(definition));
        readings.addAll(choices.terms());
        past = new PastOrigins(view, definition, timeScale, readings);
        checkActs();
        gammaPoisson = InitiativeFit.sinceFirstAct(view, past.rowsOfPresent(), definition, timeScale)
                .fit();
        scale = scale();
        design = new TermDesign(origins(), scale, choices, readings);
        gammaPoissonPast = new GammaPoissonPast(gammaPoisson.model(), past, scale.horizon());
        selection = TermSelection.of(past, design, choices);
        share = share();
    }

    /** The gamma-Poisson knows one horizon for all. */
    private double share() {
        return definition instanceof RetentionDefinition staying
                        && staying.ownGaps().isPresent()
                ? 0
                : TermSelection.share(past);
    }

    /** From a base where nobody ever acted nothing is learnt, and what is not learnt is not said. */
    private void checkActs() {
        if (past.customers() == 0) {
            throw NoActs.of(AdditiveLogistic.KIND, view, definition);
        }
        if (past.origins().isEmpty()
                && definition instanceof RetentionDefinition staying
                && staying.ownGaps().isPresent()) {
            throw FitException.of(
                    AdditiveLogistic.KIND,
                    few() + ", so that nothing tells who comes back within their own gaps",
                    List.of("Is the longest time, " + definition.horizon() + ", too long for this log?"));
        }
    }

    private static String few() {
        return "fewer than " + PastOrigins.FEWEST_CUSTOMERS + " customers had acted a horizon ago";
    }

    /** Those of the past; without any, the present with no outcome, of which nothing is learnt. */
    private List<PastOrigins.Origin> origins() {
        return past.origins().isEmpty() ? List.of(past.present()) : past.origins();
    }

    /** Rate and gap of the base as it is. */
    private ActScale scale() {
        double horizon = timeScale.of(definition.horizon());
        double acts = 0;
        double time = 0;
        double gaps = 0;
        double between = 0;
        MeasureColumn count = present(ActReading.COUNT);
        MeasureColumn tenure = present(ActReading.TENURE);
        MeasureColumn meanGap = present(ActReading.MEAN_GAP);
        for (int row : past.present().rows()) {
            acts += count.get(row);
            time += tenure.get(row);
            if (count.get(row) > 1) {
                gaps += count.get(row) - 1;
                between += meanGap.get(row) * (count.get(row) - 1);
            }
        }
        double rate = near(acts / time, 1 / horizon);
        return new ActScale(horizon, rate, near(between / gaps, 1 / rate));
    }

    private MeasureColumn present(ActReading reading) {
        return past.present().table().column(readings.get(reading.place()));
    }

    /** What is not known is taken to be usual. */
    private static double near(double value, double usual) {
        return value > 0 && value < Double.POSITIVE_INFINITY
                ? Math.max(usual / FAR, Math.min(usual * FAR, value))
                : usual;
    }

    Fitted<AdditiveLogistic> fit() {
        PooledFit regression = new PooledFit(origins(), design, 0, selection.ridge(), design.chosen(selection.kept()));
        Maximum maximum = regression.clustered(regression.maximum(TOLERANCE));
        double[] coefficients = regression.coefficients(maximum);
        double[] levels = IntStream.range(0, regression.levels())
                .mapToDouble(age ->
                        share > 0 && !past.origins().isEmpty() ? level(age, coefficients) : maximum.estimate(age))
                .toArray();
        double[] weights = weights();
        LevelForecast forecast = LevelForecast.of(levels, weights);
        double[] shares = IntStream.range(0, levels.length)
                .mapToDouble(age -> LevelForecast.share(weights, age))
                .toArray();
        double season = season(coefficients);
        AdditiveParts parts = parts(forecast, season, coefficients, levels, regression.covariance(maximum, shares));
        double[] units = new double[maximum.parameters().size()];
        Arrays.fill(units, 1);
        double[] point =
                IntStream.range(0, units.length).mapToDouble(maximum::estimate).toArray();
        return Fitted.of(
                new AdditiveLogistic(parts),
                maximum,
                units,
                regression.likelihood().logLikelihood(point),
                remarks(forecast, season),
                provenance());
    }

    private double[] weights() {
        List<PastOrigins.Origin> origins = origins();
        return IntStream.range(0, origins.size())
                .mapToDouble(age ->
                        PastOrigins.weight(age) * Math.max(1, origins.get(age).rows().length))
                .toArray();
    }

    /** What of last year's step is expected again. */
    private double season(double... coefficients) {
        return past.season()
                .map(season -> SEASON * (level(season.then(), coefficients) - level(season.before(), coefficients)))
                .orElse(0.0);
    }

    /** With the gamma-Poisson's share. */
    private double level(int age, double... coefficients) {
        double[] logOdds = PooledFit.logOdds(design, age, coefficients);
        return LevelShift.of(
                gammaPoissonPast.mixed(share, age, logOdds),
                past.origins().get(age).happened());
    }

    private double level(PastOrigins.Origin origin, double... coefficients) {
        TermDesign there = design.at(origin);
        return LevelShift.of(PooledFit.logOdds(there, 0, coefficients), origin.happened());
    }

    private AdditiveParts parts(
            LevelForecast forecast, double season, double[] coefficients, double[] levels, double[] covariance) {
        boolean none = past.origins().isEmpty();
        double[] began = past.firstActsAndNone();
        boolean isSilenceUnseen = none && isSilenceUnseen(began);
        double overall = overall();
        double yes = began[0] + overall;
        double no = began[1] + 1 - overall;
        List<OwnTerm> own = design.ownWeights(coefficients, selection.kept());
        AdditiveParts parts = new AdditiveParts(
                definition,
                timeScale,
                scale,
                design.weights(coefficients),
                own,
                forecast.level() + season,
                forecast.error(),
                isSilenceUnseen ? prior(forecast.level() + season) : Math.log(yes / no),
                Math.sqrt(1 / yes + 1 / no + forecast.error() * forecast.error()),
                share,
                gammaPoisson.model(),
                typical(own),
                keptOf(covariance),
                none
                        ? List.of()
                        : past.origins().stream().map(PastOrigins.Origin::at).toList(),
                none ? new double[0] : levels,
                forecast.lower(),
                forecast.upper());
        return choices.isMonotone() ? parts.withFirstActRaising() : parts;
    }

    /** Those who began as soon as they were known do not tell when others will. */
    private static boolean isSilenceUnseen(double... began) {
        return began[0] + began[1] == 0;
    }

    /** The gamma-Poisson's log-odds of who has done nothing, where it stands alone and nobody was seen before their first act. */
    private double prior(double level) {
        DiscountedGammaPoisson alone = gammaPoisson.model();
        return level + alone.logOddsOfAct(0, 0, alone.timeScale().of(definition.horizon()));
    }

    /** The share of those who acted, of all drawn rows: what one row more is taken to be where nothing is known. */
    private double overall() {
        double yes = 0.5;
        double all = 1;
        List<PastOrigins.Origin> origins = past.origins();
        for (int age = 0; age < origins.size(); age++) {
            for (boolean happened : origins.get(age).happened()) {
                yes += happened ? PastOrigins.weight(age) : 0;
                all += PastOrigins.weight(age);
            }
        }
        return yes / all;
    }

    /** Of those who have acted, the medians. */
    private double[] typical(List<OwnTerm> own) {
        List<MeasureColumn> columns = new ArrayList<>();
        for (ActReading reading : ActReading.values()) {
            columns.add(present(reading));
        }
        own.forEach(term -> columns.add(past.present().table().column(term.measure())));
        if (share > 0) {
            columns.add(gammaPoissonPast.present());
        }
        int[] rows = past.present().rows();
        return columns.stream().mapToDouble(column -> median(column, rows)).toArray();
    }

    private static double median(MeasureColumn column, int... rows) {
        double[] sorted = IntStream.of(rows)
                .mapToDouble(column::get)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return Quantiles.median(sorted);
    }

    /** Without rows and columns of own terms that are left out. */
    private double[] keptOf(double... triangle) {
        int[] kept = design.kept(selection.kept());
        List<Double> cells = new ArrayList<>();
        for (int i : kept) {
            for (int j : kept) {
                if (j <= i) {
                    cells.add(triangle[i * (i + 1) / 2 + j]);
                }
            }
        }
        return cells.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<String> remarks(LevelForecast forecast, double season) {
        List<String> remarks = new ArrayList<>(gammaPoisson.diagnostics());
        remarks.addAll(selection.remarks());
        if (past.origins().isEmpty()) {
            remarks.add(few()
                    + (isSilenceUnseen(past.firstActsAndNone())
                            ? ": the scores are those of the gamma-Poisson alone"
                            : ": who has acted is scored by the gamma-Poisson alone, who never did by how many such customers"
                                    + " began within a horizon"));
        }
        if (season != 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "a year ago %s acted than before, within the horizon that followed: half of that step is expected"
                            + " again, %+.2f in log-odds",
                    season > 0 ? "more customers" : "fewer customers",
                    season));
        }
        if (forecast.leftBand()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the level of %s has left its band: %+.2f in log-odds since the newest origin, expected %+.2f to"
                            + " %+.2f: something happened that the customers' own past does not tell",
                    definition instanceof RetentionDefinition ? "purchases" : "own acts",
                    forecast.newest(),
                    forecast.lower(),
                    forecast.upper()));
        }
        return remarks;
    }

    private Provenance provenance() {
        int rows =
                past.origins().stream().mapToInt(origin -> origin.rows().length).sum();
        Provenance gamma = gammaPoisson.provenance();
        return Provenance.of(AdditiveLogistic.KIND, (double) past.customers(), rows)
                .withPeriod(gamma.periodStart(), Optional.of(view.asOf()))
                .withTimeScale(timeScale.name())
                .withInteractions(gamma.interactions());
    }
}
