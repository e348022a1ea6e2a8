package io.engagement.dialogue.exchange;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.math.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A self-exciting process with two sides: the rate of own acts is mu, and each act before raises it by a omega exp(-omega t),
 * t its age, with a = a_self after an own act and a_reply after one of the other side. So a_self and a_reply are how many acts
 * of one's own one act brings about, and 1/omega how long that takes on average. Hawkes (1971), "Spectra of Some Self-Exciting
 * and Mutually Exciting Point Processes", Biometrika 58(1), 83-90, doi:10.1093/biomet/58.1.83. Immutable.
 *
 * <p>Simultaneous acts do not decay between each other: of acts of one instant the former acts on the latter, unless they are
 * {@linkplain ContactTimes#apart() apart}. All pairs have one mu: where customers differ in how much they do, that looks like
 * acts that go on with own ones, over weeks.
 */
public final class TwoSidedHawkes implements StatisticalModel {
    static final String NAME = "two-sided-hawkes";

    /** How its texts are read, alone and fitted. */
    public static final Family<TwoSidedHawkes> FAMILY = Family.of(NAME, 1, TwoSidedHawkes::ofText);

    /** Pairs that tell where the search of more begins, which are costlier by their number. */
    private static final int FEW = 5_000;

    private static final double LEAST = 1e-12;
    private static final double MOST = 1e12;

    private final double mu;
    private final double self;
    private final double reply;
    private final double omega;
    private final TimeScale scale;

    private TwoSidedHawkes(double mu, double self, double reply, double omega, TimeScale scale) {
        this.mu = Checks.within("mu", mu, LEAST, MOST);
        this.self = Checks.within("a_self", self, LEAST, MOST);
        this.reply = Checks.within("a_reply", reply, LEAST, MOST);
        this.omega = Checks.within("omega", omega, LEAST, MOST);
        this.scale = Objects.requireNonNull(scale, "scale");
    }

    /**
     * A model from its parameters.
     *
     * @param mu own acts a unit of time that nothing provoked; from 1e-12 to 1e12, as all are
     * @param self own acts that an own act brings about
     * @param reply own acts that an act of the other side brings about
     * @param omega how fast that fades, a unit of time
     * @param scale the unit of time
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static TwoSidedHawkes of(double mu, double self, double reply, double omega, TimeScale scale) {
        return new TwoSidedHawkes(mu, self, reply, omega, scale);
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the number of threads.
     *
     * @param contacts of both sides
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws FitException if no act is to be explained
     */
    public static Fitted<TwoSidedHawkes> fit(ContactTimes contacts) {
        long acts = contacts.explained();
        if (acts == 0) {
            throw FitException.of(
                    NAME,
                    "no act of the own side comes behind another act",
                    List.of(
                            "Do customers ever act, and are they known by their initiator or direction?",
                            "Does the log hold more than one act of a customer?"));
        }
        // The search's bounds are in units in which acts happen once a unit.
        double unit = contacts.watched() > 0 ? contacts.watched() / acts : 1;
        List<Parameter> parameters = List.of(
                Parameter.positive("mu").within(1e-6 / unit, 1e6 / unit),
                Parameter.positive("a_self"),
                Parameter.positive("a_reply"),
                Parameter.positive("omega").within(1e-4 / unit, 1e9 / unit));
        double hour = TimeScale.HOURS.millis() / contacts.scale().millis();
        List<double[]> starts = List.of(start(unit, hour), start(unit, 24 * hour), start(unit, 24 * 14 * hour));
        Maximum maximum = contacts.pairs() > FEW
                ? MaximumLikelihood.withDefaults()
                        .maximize(
                                NAME,
                                parameters,
                                new HawkesLikelihood(contacts),
                                estimates(search(contacts.first(FEW), parameters, starts)))
                : search(contacts, parameters, starts);
        TwoSidedHawkes model = new TwoSidedHawkes(
                maximum.estimate(HawkesLikelihood.MU),
                maximum.estimate(HawkesLikelihood.SELF),
                maximum.estimate(HawkesLikelihood.REPLY),
                maximum.estimate(HawkesLikelihood.OMEGA),
                contacts.scale());
        return Fitted.of(
                model,
                maximum,
                new double[] {1, 1, 1, 1},
                maximum.logLikelihood(),
                remarks(model),
                Provenance.of(NAME, contacts.pairs(), contacts.pairs())
                        .withTimeScale(contacts.scale().name()));
    }

    private static Maximum search(ContactTimes contacts, List<Parameter> parameters, List<double[]> starts) {
        return MaximumLikelihood.withDefaults()
                .maximizeFromAll(NAME, parameters, new HawkesLikelihood(contacts), starts);
    }

    private static double[] estimates(Maximum maximum) {
        return IntStream.range(0, maximum.parameters().size())
                .mapToDouble(maximum::estimate)
                .toArray();
    }

    private static double[] start(double unit, double length) {
        return new double[] {0.5 / unit, 0.2, 0.2, 1 / length};
    }

    private static List<String> remarks(TwoSidedHawkes model) {
        List<String> remarks = new ArrayList<>();
        if (model.self >= 1) {
            remarks.add(
                    "an own act brings about one more or more on average: acts come in ever longer trains, and shares "
                            + "of this model say little");
        }
        return remarks;
    }

    /**
     * The log-likelihood of contacts.
     *
     * @param contacts of both sides, in the model's unit of time
     * @return ln of the density
     * @throws IllegalArgumentException if the units differ
     */
    public double logLikelihood(ContactTimes contacts) {
        requireSameUnit(contacts);
        double[] coordinates = {Math.log(mu), Math.log(self), Math.log(reply), Math.log(omega)};
        return new HawkesLikelihood(contacts).valueAndGradient(coordinates, new double[coordinates.length]);
    }

    private void requireSameUnit(ContactTimes contacts) {
        if (contacts.scale() != scale) {
            throw new IllegalArgumentException(
                    "times must be in the model's unit " + scale + ", were in " + contacts.scale());
        }
    }

    /**
     * What brought a pair's acts about, by the model: each is shared out among what raised its rate.
     *
     * @param contacts of both sides, in the model's unit of time
     * @param pair from 0
     * @return how many of its acts that are explained were spontaneous, went on with own ones, were provoked by the other side
     * @throws IllegalArgumentException if the units differ
     */
    public Origins origins(ContactTimes contacts, int pair) {
        requireSameUnit(contacts);
        double[] times = contacts.times(pair);
        boolean[] own = contacts.own(pair);
        double mine = 0;
        double theirs = 0;
        int mineNow = 0;
        int theirsNow = 0;
        Origins origins = Origins.NONE;
        for (int i = 0; i < times.length; i++) {
            if (i > 0) {
                if (!contacts.isApart() || times[i] > times[i - 1]) {
                    mine += mineNow;
                    theirs += theirsNow;
                    mineNow = 0;
                    theirsNow = 0;
                }
                double decay = Math.exp(-omega * (times[i] - times[i - 1]));
                mine *= decay;
                theirs *= decay;
                if (own[i] || contacts.isMirrored()) {
                    origins = origins.plus(own[i] ? origins(mine, theirs) : origins(theirs, mine));
                }
            }
            if (own[i]) {
                mineNow++;
            } else {
                theirsNow++;
            }
        }
        return origins;
    }

    private Origins origins(double same, double other) {
        double continued = omega * self * same;
        double provoked = omega * reply * other;
        double rate = mu + continued + provoked;
        return new Origins(mu / rate, continued / rate, provoked / rate);
    }

    private static TwoSidedHawkes ofText(ModelText text, Registry registry) {
        return new TwoSidedHawkes(
                text.number("mu"),
                text.number("a_self"),
                text.number("a_reply"),
                text.number("omega"),
                text.choice("time_scale", TimeScale.class));
    }

    @Override
    public ModelText modelText() {
        return ModelText.of(NAME, 1)
                .with("mu", mu)
                .with("a_self", self)
                .with("a_reply", reply)
                .with("omega", omega)
                .with("time_scale", scale.name());
    }

    /**
     * The rate of what nothing provoked.
     *
     * @return mu, own acts a unit of time
     */
    public double mu() {
        return mu;
    }

    /**
     * What an own act brings about.
     *
     * @return a_self, own acts
     */
    public double self() {
        return self;
    }

    /**
     * What an act of the other side brings about.
     *
     * @return a_reply, own acts
     */
    public double reply() {
        return reply;
    }

    /**
     * How fast that fades.
     *
     * @return omega, a unit of time
     */
    public double omega() {
        return omega;
    }

    /**
     * The unit of time.
     *
     * @return of mu and omega
     */
    public TimeScale timeScale() {
        return scale;
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[mu=" + mu + ", a_self=" + self + ", a_reply=" + reply + ", omega=" + omega + ", " + scale + "]";
    }
}
