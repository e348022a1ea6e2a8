package io.engagement.strategy.objective;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.history.LogView;
import io.engagement.internal.text.Lengths;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the company aims at, as a value that is saved as text. {@link #progress} tells where each objective stands. Immutable.
 */
public final class Objectives implements StatisticalModel {
    private static final String KIND = "objectives";
    private static final int VERSION = 1;
    private static final Duration USUAL = Duration.ofDays(30);

    private final List<Objective> all;
    private final Duration window;

    private Objectives(List<Objective> all, Duration window) {
        this.all = List.copyOf(all);
        this.window = window;
        Set<String> names = new HashSet<>();
        this.all.forEach(each -> {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException(
                        "objectives must have different names, two are '" + each.name() + "'");
            }
        });
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window must be positive, was " + window);
        }
    }

    /**
     * Some objectives, whose trend is looked at in periods of 30 days.
     *
     * @param objectives of different names
     * @return the objectives
     * @throws IllegalArgumentException if two have one name
     */
    public static Objectives of(Objective... objectives) {
        return new Objectives(List.of(objectives), USUAL);
    }

    /**
     * These objectives with periods of another length: the trend is that of the last six.
     *
     * @param length of a period, positive
     * @return the changed copy
     * @throws IllegalArgumentException if it is not positive
     */
    public Objectives withPeriod(Duration length) {
        return new Objectives(all, Objects.requireNonNull(length, "length"));
    }

    /**
     * The objectives.
     *
     * @return in the order in which they were given
     */
    public List<Objective> all() {
        return all;
    }

    /**
     * How long a period is.
     *
     * @return 30 days unless told
     */
    public Duration period() {
        return window;
    }

    /**
     * Where each objective stands, and whether it will be met at the present trend: a straight line through its value at the ends of
     * the last six periods.
     *
     * @param view all that is known
     * @param scorers those whose scores are aimed at; they score earlier instants as well
     * @return a line for each objective
     * @throws IllegalArgumentException if an objective is about a score that no scorer has
     */
    public ProgressTable progress(LogView view, Scorer... scorers) {
        return new ProgressTable(all.stream()
                .map(each -> ProgressPass.of(each, view, window, List.of(scorers)))
                .toList());
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @param registry the user's own conditions and measures
     * @return equal objectives
     * @throws IllegalArgumentException if the text is something else, was changed, is of an unknown version or incomplete, or the
     *     registry lacks what it names
     */
    public static Objectives read(String text, Registry registry) {
        Objects.requireNonNull(registry, "registry");
        ModelText read = ModelText.read(text, KIND, VERSION);
        List<Objective> all = new ArrayList<>();
        for (int i = 0; i < read.count("size"); i++) {
            all.add(Objective.read(read.part("objective." + i, Objective.KIND, Objective.VERSION), registry));
        }
        return new Objectives(all, duration(read.word("period")));
    }

    private static Duration duration(String word) {
        return Lengths.read(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "value of period in saved objectives must be a duration such as 30d or PT720H, was '" + word
                                + "'"));
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(KIND, VERSION)
                .with("period", window.toString())
                .with("size", Integer.toString(all.size()));
        for (int i = 0; i < all.size(); i++) {
            text = text.withPart("objective." + i, all.get(i).modelText());
        }
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Objectives objectives && all.equals(objectives.all) && window.equals(objectives.window);
    }

    @Override
    public int hashCode() {
        return Objects.hash(all, window);
    }

    /** The names. */
    @Override
    public String toString() {
        return all.stream().map(Objective::name).toList().toString();
    }
}
