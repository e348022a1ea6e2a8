package io.engagement.score;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Explains a score that is a function of few inputs: what each input adds between the typical customer and this one, by
 * exact Shapley values. The steps of an input, see {@link Path}, share what it adds (Owen 1977).
 *
 * <p>An input's contribution is the change of the score when the typical customer's value is replaced by this
 * customer's, averaged over all orders in which the inputs can be replaced (Shapley 1953). Contributions add up to the
 * difference of the two scores; an input that equals the typical one contributes exactly 0; two inputs that always act
 * alike contribute alike. The kernel is evaluated 2^k times for k inputs that differ from the typical ones.
 *
 * <p>The kernel is evaluated on mixtures of both customers: choose inputs of which every mixture makes sense (recency
 * and time since then rather than recency and age). Where a mixture has no finite score, there is one contribution of
 * all inputs, named {@value #TOGETHER}.
 *
 * <pre>{@code
 * Explainer explainer = Explainer.of("risk", Scale.PROBABILITY, List.of(purchases, silence), kernel).withSubject("risk");
 * Explanation why = explainer.explain(typical, own, kernel.applyAsDouble(own));
 * }</pre>
 */
public final class Explainer {
    /** Name of the one contribution of all inputs where their shares are unknown: {@value}. */
    public static final String TOGETHER = "all inputs together";

    private final String scorer;
    private final Subject subject;
    private final List<Factor> factors;
    private final ToDoubleFunction<double[]> kernel;

    private Explainer(String scorer, Subject subject, List<Factor> factors, ToDoubleFunction<double[]> kernel) {
        this.scorer = scorer;
        this.subject = subject;
        this.factors = factors;
        this.kernel = Objects.requireNonNull(kernel, "kernel");
    }

    /**
     * An explainer of one score.
     *
     * @param scorer the scorer's name
     * @param scale the score's scale, in which contributions are written
     * @param factors the kernel's inputs, in its order: 1 to 12, of different names
     * @param kernel the score from the inputs; it must not keep or change the array
     * @return the explainer
     * @throws IllegalArgumentException if there are no factors, more than 12, or two of the same name
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
        return new Explainer(
                Objects.requireNonNull(scorer, "scorer"),
                Subject.named(scorer, Objects.requireNonNull(scale, "scale")),
                List.copyOf(factors),
                kernel);
    }

    /**
     * The same with another word for the score.
     *
     * @param word such as "risk" or "value"; the scorer's name unless told
     * @return the changed copy
     */
    public Explainer withSubject(String word) {
        Objects.requireNonNull(word, "word");
        return new Explainer(scorer, new Subject(word, subject.scale(), subject.reference()), factors, kernel);
    }

    /**
     * The same with another word for the customer who is compared with.
     *
     * @param reference such as "a steady customer"; "the typical customer" unless told
     * @return the changed copy
     */
    public Explainer withReference(String reference) {
        Objects.requireNonNull(reference, "reference");
        return new Explainer(scorer, new Subject(subject.word(), subject.scale(), reference), factors, kernel);
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
        checkSize("typical", typical.length);
        checkSize("own", own.length);
        return Double.isNaN(value)
                ? Explanation.undefined(scorer, whyNone(own))
                : explained(paths(typical.clone(), own.clone()), value);
    }

    /**
     * Explains one customer's score by inputs that change in steps.
     *
     * @param paths of each input, in the factors' order; no two steps of one name
     * @param value this customer's score as the scorer gave it, not NaN
     * @return the explanation, without baseline and contributions if the typical customer's score is not a finite number
     * @throws IllegalArgumentException if there are not as many paths as factors, or there is no score
     */
    public Explanation explain(List<Path> paths, double value) {
        checkSize("path of", paths.size());
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(
                    "a score that does not exist has no steps: say why by Explanation.undefined");
        }
        return explained(paths.toArray(Path[]::new), value);
    }

    private void checkSize(String which, int inputs) {
        if (inputs != factors.size()) {
            throw new IllegalArgumentException(
                    which + " inputs of " + scorer + " must be " + factors.size() + ", were " + inputs);
        }
    }

    /** Facts are put into words later, from arrays that nobody else changes. */
    private Path[] paths(double[] typical, double[] own) {
        Path[] paths = new Path[own.length];
        for (int index = 0; index < paths.length; index++) {
            Factor factor = factors.get(index);
            int at = index;
            Step step = new Step(
                    factor.name(), own[index], typical[index], own[index], amount -> factor.fact(at, own, typical));
            paths[index] = new Path(typical[index], List.of(step));
        }
        return paths;
    }

    private Explanation explained(Path[] paths, double value) {
        double[] start = new double[paths.length];
        Arrays.setAll(start, index -> paths[index].typical());
        double baseline = kernel.applyAsDouble(start);
        return Double.isFinite(baseline)
                ? Explanation.of(scorer, subject, value, baseline, contributions(paths, baseline, value))
                : Explanation.withoutTypical(scorer, value);
    }

    private String whyNone(double[] own) {
        List<Factor> unknown = IntStream.range(0, own.length)
                .filter(index -> Double.isNaN(own[index]))
                .mapToObj(factors::get)
                .toList();
        if (unknown.isEmpty()) {
            return "no " + subject.word() + ": it does not exist for the values of this customer";
        }
        List<String> lacks = unknown.stream().map(Factor::lack).distinct().toList();
        // What is on no record is told by the lack itself.
        String remedy = unknown.stream().allMatch(Factor::isTold)
                ? ": the first interaction that tells " + (unknown.size() > 1 ? "them" : "it") + " gives one"
                : "";
        return "no " + subject.word() + " yet, for want of " + String.join(" and ", lacks) + remedy;
    }

    private List<Contribution> contributions(Path[] paths, double baseline, double value) {
        int[] moving = moving(paths);
        double[][] shares = shares(paths, moving, baseline, value);
        for (double[] each : shares) {
            for (double share : each) {
                if (!Double.isFinite(share)) {
                    return List.of(together(value - baseline));
                }
            }
        }
        double[][] amounts = new double[paths.length][];
        for (int player = 0; player < moving.length; player++) {
            amounts[moving[player]] = shares[player];
        }
        List<Contribution> contributions = new ArrayList<>(paths.length + 1);
        for (int index = 0; index < paths.length; index++) {
            add(paths[index].steps(), amounts[index], contributions);
        }
        return contributions;
    }

    private static int[] moving(Path... paths) {
        int[] moving = new int[paths.length];
        int found = 0;
        for (int index = 0; index < paths.length; index++) {
            if (!paths[index].still()) {
                moving[found++] = index;
            }
        }
        return Arrays.copyOf(moving, found);
    }

    /** The score of each mixture, in which each differing input has made a number of steps. */
    private double[][] shares(Path[] paths, int[] moving, double baseline, double value) {
        int[] steps = new int[moving.length];
        for (int player = 0; player < steps.length; player++) {
            steps[player] = paths[moving[player]].steps().size();
        }
        return Shapley.values(steps, baseline, value, made -> {
            double[] mixture = new double[paths.length];
            for (int index = 0; index < mixture.length; index++) {
                mixture[index] = paths[index].typical();
            }
            for (int player = 0; player < made.length; player++) {
                mixture[moving[player]] = paths[moving[player]].after(made[player]);
            }
            return kernel.applyAsDouble(mixture);
        });
    }

    private void add(List<Step> steps, double @Nullable [] amounts, List<Contribution> contributions) {
        for (int index = 0; index < steps.size(); index++) {
            Step step = steps.get(index);
            double amount = amounts == null ? 0 : amounts[index];
            Contribution each =
                    Contribution.of(subject, step.name(), step.value(), step.typical(), amount, () -> step.fact()
                            .apply(amount));
            contributions.add(index == 0 ? each : each.following());
        }
    }

    private Contribution together(double amount) {
        String labels = factors.stream().map(Factor::label).collect(joining(", "));
        return Contribution.of(subject, TOGETHER, Double.NaN, Double.NaN, amount, () -> labels + " together");
    }
}
