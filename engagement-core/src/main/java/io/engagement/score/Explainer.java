package io.engagement.score;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Explains a score that is a function of few inputs: what each input adds from the typical customer to this one, by exact
 * Shapley values.
 *
 * <p>An input's contribution is the mean, over all orders in which the typical customer's inputs can be exchanged for
 * this customer's, of what its exchange changes (Shapley 1953). Contributions add up to the difference of the two scores;
 * an input that equals the typical one contributes exactly 0; two inputs that always act alike contribute alike.
 *
 * <p>The kernel is evaluated on mixtures of both customers, so its inputs should be chosen such that every mixture makes
 * sense (recency and time since then rather than recency and age). Where a mixture has no finite score, the inputs'
 * shares cannot be told apart and stand as one contribution, named {@value #TOGETHER}.
 *
 * <pre>{@code
 * Explainer explainer = Explainer.of("risk", Scale.PROBABILITY, List.of(purchases, silence), kernel).withSubject("risk");
 * Explanation why = explainer.explain(typical, own, kernel.applyAsDouble(own));
 * }</pre>
 */
public final class Explainer {
    /** Name of the contribution of all inputs where they cannot be told apart: {@value}. */
    public static final String TOGETHER = "all inputs together";

    private final String scorer;
    private final Scale scale;
    private final String subject;
    private final List<Factor> factors;
    private final ToDoubleFunction<double[]> kernel;

    private Explainer(
            String scorer, Scale scale, String subject, List<Factor> factors, ToDoubleFunction<double[]> kernel) {
        this.scorer = Objects.requireNonNull(scorer, "scorer");
        this.scale = Objects.requireNonNull(scale, "scale");
        this.subject = Objects.requireNonNull(subject, "subject");
        this.factors = List.copyOf(factors);
        this.kernel = Objects.requireNonNull(kernel, "kernel");
    }

    /**
     * An explainer of one score.
     *
     * @param scorer the scorer's name
     * @param scale the score's scale, in which contributions are written
     * @param factors the kernel's inputs, in its order: 1 to 12 of different names
     * @param kernel the score from the inputs; it must not keep or change the array
     * @return the explainer
     * @throws IllegalArgumentException if there are no factors, more than 12, or two of one name
     */
    public static Explainer of(String scorer, Scale scale, List<Factor> factors, ToDoubleFunction<double[]> kernel) {
        if (factors.isEmpty() || factors.size() > Shapley.MOST_PLAYERS) {
            throw new IllegalArgumentException("an explanation of " + scorer + " needs 1 to " + Shapley.MOST_PLAYERS
                    + " inputs, were " + factors.size());
        }
        Set<String> names = new HashSet<>();
        for (Factor factor : factors) {
            if (!names.add(factor.name())) {
                throw new IllegalArgumentException("inputs of " + scorer + " must differ, two are " + factor.name());
            }
        }
        return new Explainer(scorer, scale, "score", factors, kernel);
    }

    /**
     * The same with another word for what is raised or lowered.
     *
     * @param subject such as "risk" or "value"; "score" unless told
     * @return the changed copy
     */
    public Explainer withSubject(String subject) {
        return new Explainer(scorer, scale, subject, factors, kernel);
    }

    /**
     * Explains one customer's score.
     *
     * @param typical the typical customer's inputs, in the factors' order
     * @param own this customer's inputs, in the factors' order
     * @param value this customer's score as the scorer gave it; the explanation's value has the same bits
     * @return the explanation; one that names the unknown inputs if the value is NaN; one without baseline and
     *     contributions if the typical customer's score is not a finite number
     * @throws IllegalArgumentException if there are not as many inputs as factors
     */
    public Explanation explain(double[] typical, double[] own, double value) {
        checkSize("typical", typical);
        checkSize("own", own);
        return explainCopies(typical.clone(), own.clone(), value);
    }

    /** Sentences are made later, of arrays that nobody else changes. */
    private Explanation explainCopies(double[] typical, double[] own, double value) {
        if (Double.isNaN(value)) {
            return Explanation.undefined(scorer, whyNone(own));
        }
        double baseline = kernel.applyAsDouble(typical.clone());
        if (!Double.isFinite(baseline)) {
            return Explanation.withoutTypical(scorer, value);
        }
        List<Contribution> contributions = Wording.sorted(contributions(typical, own, baseline, value));
        return new Explanation(scorer, value, baseline, contributions, Wording.reason(contributions));
    }

    private void checkSize(String which, double[] inputs) {
        if (inputs.length != factors.size()) {
            throw new IllegalArgumentException(
                    which + " inputs of " + scorer + " must be " + factors.size() + ", were " + inputs.length);
        }
    }

    private String whyNone(double[] own) {
        List<String> unknown = IntStream.range(0, own.length)
                .filter(index -> Double.isNaN(own[index]))
                .mapToObj(index -> factors.get(index).label())
                .toList();
        return unknown.isEmpty()
                ? "no score: it does not exist for the values of this customer"
                : "no score: not known for this customer: " + String.join(", ", unknown);
    }

    private List<Contribution> contributions(double[] typical, double[] own, double baseline, double value) {
        int[] changed = changed(typical, own);
        double[] worth = worth(typical, own, changed, baseline, value);
        for (double each : worth) {
            if (!Double.isFinite(each)) {
                return List.of(together(value - baseline));
            }
        }
        double[] amounts = new double[own.length];
        double[] shares = Shapley.values(worth);
        for (int player = 0; player < changed.length; player++) {
            amounts[changed[player]] = shares[player];
        }
        // A plain loop: a base has an explanation for every score of every customer.
        Contribution[] contributions = new Contribution[own.length];
        for (int index = 0; index < own.length; index++) {
            contributions[index] = contribution(index, typical, own, amounts[index]);
        }
        return Arrays.asList(contributions);
    }

    private static int[] changed(double[] typical, double[] own) {
        int[] changed = new int[own.length];
        int count = 0;
        for (int index = 0; index < own.length; index++) {
            if (Double.doubleToLongBits(own[index]) != Double.doubleToLongBits(typical[index])) {
                changed[count++] = index;
            }
        }
        return Arrays.copyOf(changed, count);
    }

    /** The score of each mixture, by the set of inputs that are the customer's own; the ends are given. */
    private double[] worth(double[] typical, double[] own, int[] changed, double baseline, double value) {
        double[] worth = new double[1 << changed.length];
        double[] mixture = new double[own.length];
        for (int set = 1; set < worth.length - 1; set++) {
            System.arraycopy(typical, 0, mixture, 0, mixture.length);
            for (int player = 0; player < changed.length; player++) {
                if ((set >> player & 1) == 1) {
                    mixture[changed[player]] = own[changed[player]];
                }
            }
            worth[set] = kernel.applyAsDouble(mixture);
        }
        worth[worth.length - 1] = value;
        worth[0] = baseline;
        return worth;
    }

    private Contribution contribution(int index, double[] typical, double[] own, double amount) {
        Factor factor = factors.get(index);
        return Contribution.of(
                factor.name(),
                own[index],
                typical[index],
                amount,
                () -> Wording.effect(subject, scale, amount) + ": " + factor.fact(index, own, typical));
    }

    private Contribution together(double amount) {
        String labels = factors.stream().map(Factor::label).collect(joining(", "));
        String sentence = Wording.effect(subject, scale, amount) + ": " + labels + " together";
        return Contribution.of(TOGETHER, Double.NaN, Double.NaN, amount, sentence);
    }
}
