package io.engagement.journey.motive;

import io.engagement.history.LogView;
import io.engagement.journey.Journey;
import io.engagement.measure.Filter;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether customers live through the same when they are new and later: figures by tenure and by stage, and two findings, a {@link HoneymoonDrop} of
 * each figure and {@link NewcomersFavoured}.
 *
 * <p>All differences are within customers: those who stayed are others than those who left, so that a mean of all old customers
 * less one of all new ones, which stands beside them, tells of both. A customer's time goes from when they are first seen to their
 * last own act, by stage to the present: else of those at risk or lapsed only who came back would count. Tenure counts from when
 * they are known since. Immutable.
 */
public final class Consistency implements Tabular {
    private final ExperienceWalk walk;
    private final List<ExperienceFigure> figures;
    private final Experience lived;
    private final List<InStage> byStage;
    private final List<HoneymoonDrop> drops;
    private final NewcomersFavoured newcomers;

    private Consistency(ExperienceWalk walk, Experience lived, List<InStage> byStage) {
        this.walk = walk;
        this.figures = walk.figures();
        this.lived = lived;
        this.byStage = byStage;
        drops = HoneymoonDrop.together(IntStream.range(0, figures.size())
                .mapToObj(f -> HoneymoonDrop.of(figures.get(f), lived.first(f), lived.after(f)))
                .toList());
        newcomers = NewcomersFavoured.of(lived, NewcomersFavoured.USUAL_MARGIN);
    }

    /**
     * The library's own figures.
     *
     * @param view the log as of the present
     * @return figures and findings
     */
    public static Consistency of(LogView view) {
        return of(view, ExperienceFigure.builtIn(), ExperienceFigure.OFFERS);
    }

    /**
     * Figures of one's own.
     *
     * @param view the log as of the present
     * @param figures of different names
     * @param incentives what new and old customers are given
     * @return figures and findings
     * @throws IllegalArgumentException if two figures have one name
     */
    public static Consistency of(LogView view, List<ExperienceFigure> figures, Filter incentives) {
        List<String> names = figures.stream().map(ExperienceFigure::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("figures must have different names, were " + names);
        }
        ExperienceWalk walk = new ExperienceWalk(view, List.copyOf(figures));
        return new Consistency(walk, Experience.of(walk, Objects.requireNonNull(incentives, "incentives")), List.of());
    }

    /**
     * This with the figures of each stage.
     *
     * @param journey the ways of the same log
     * @return the changed copy
     * @throws IllegalArgumentException if the journey is as of another instant
     */
    public Consistency withStages(Journey journey) {
        return new Consistency(walk, lived, new StageExperience(walk, StageExperience.checked(walk, journey)).rows());
    }

    /**
     * The figures' drops.
     *
     * @return one of each figure, in their order, whether it is a drop or not
     */
    public List<HoneymoonDrop> honeymoon() {
        return drops;
    }

    /**
     * The newcomers' incentives.
     *
     * @return whether they are favoured
     */
    public NewcomersFavoured newcomers() {
        return newcomers;
    }

    /**
     * What is found.
     *
     * @param name such as {@code honeymoon drop: satisfaction} or {@code newcomers favoured}
     * @param strength by how many standard errors it goes beyond what matters
     * @param sentence with interval and margin
     */
    public record Finding(String name, double strength, String sentence) {
        /**
         * Checks that nothing is missing.
         *
         * @param name such as {@code newcomers favoured}
         * @param strength by how many standard errors it goes beyond what matters
         * @param sentence with interval and margin
         */
        public Finding {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    /**
     * What goes beyond what matters.
     *
     * @return the clearest first; empty if nothing does
     */
    public List<Finding> findings() {
        Stream<Finding> ofFigures = drops.stream()
                .filter(HoneymoonDrop::isDrop)
                .map(each -> new Finding("honeymoon drop: " + each.figure().name(), each.strength(), each.toString()));
        Stream<Finding> ofNew = Stream.of(newcomers)
                .filter(NewcomersFavoured::isFavour)
                .map(each -> new Finding("newcomers favoured", each.strength(), each.toString()));
        return Stream.concat(ofFigures, ofNew)
                .sorted(Comparator.comparingDouble(each -> -each.strength()))
                .toList();
    }

    /**
     * A figure by tenure.
     *
     * @param figure which
     * @param fromDays the tenure at which the band begins
     * @param toDays at which it ends; infinite for the last one
     * @param customers who have the figure in the band
     * @param mean over them: who is in a late band is not who is in an early one
     * @param within who of them have it in their first 90 days, too
     * @param change against these, mean within the same customers; NaN below 30, or in the first 90 days
     * @param standardError of that
     */
    public record Band(
            ExperienceFigure figure,
            double fromDays,
            double toDays,
            int customers,
            double mean,
            int within,
            double change,
            double standardError) {
        /**
         * Checks that nothing is missing.
         *
         * @param figure which
         * @param fromDays the tenure at which the band begins
         * @param toDays at which it ends
         * @param customers who have the figure in the band
         * @param mean over them
         * @param within who of them have it in their first 90 days, too
         * @param change against these, mean within the same customers
         * @param standardError of that
         */
        public Band {
            Objects.requireNonNull(figure, "figure");
        }
    }

    /**
     * All figures by tenure.
     *
     * @return by figure and tenure
     */
    public List<Band> byTenure() {
        List<Band> all = new ArrayList<>();
        for (int f = 0; f < figures.size(); f++) {
            for (int band = 0; band < Experience.COUNT; band++) {
                all.add(band(f, band));
            }
        }
        return List.copyOf(all);
    }

    private Band band(int figure, int band) {
        Experience.Band here = lived.band(figure, band);
        int least = band >= Experience.AFTER ? HoneymoonDrop.FEWEST_CUSTOMERS : Integer.MAX_VALUE;
        return new Band(
                figures.get(figure),
                Experience.BANDS[band],
                Experience.BANDS[band + 1],
                here.all().count(),
                here.all().mean(),
                here.change().count(),
                here.change().mean(least),
                here.change().error(least));
    }

    /**
     * A figure in a stage.
     *
     * @param figure which
     * @param stage its name
     * @param customers who have the figure in it
     * @param mean over them: who is in a late stage is not who is in an early one
     * @param within who of them have it in other stages, too
     * @param change in the stage against all their other stages, mean within the same customers; NaN below 30
     * @param standardError of that
     * @param aged who have it in the stage both in their first 90 days and after
     * @param agedChange after these days against them, mean within the same customers in the same stage; NaN below 30
     * @param agedStandardError of that
     */
    public record InStage(
            ExperienceFigure figure,
            String stage,
            int customers,
            double mean,
            int within,
            double change,
            double standardError,
            int aged,
            double agedChange,
            double agedStandardError) {
        /**
         * Checks that nothing is missing.
         *
         * @param figure which
         * @param stage its name
         * @param customers who have the figure in it
         * @param mean over them
         * @param within who of them have it in other stages, too
         * @param change in the stage against all their other stages
         * @param standardError of that
         * @param aged who have it in the stage both in their first 90 days and after
         * @param agedChange after these days against them
         * @param agedStandardError of that
         */
        public InStage {
            Objects.requireNonNull(figure, "figure");
            Objects.requireNonNull(stage, "stage");
        }
    }

    /**
     * All figures by stage, and in each stage by age. An interaction belongs to the stage that the customer was in just before it.
     *
     * @return by figure and stage, those that anybody has; empty without {@link #withStages}
     */
    public List<InStage> byStage() {
        return byStage;
    }

    /**
     * Figures by stage as a table.
     *
     * @return a row for each {@link InStage}
     */
    public Table stages() {
        return ConsistencyTables.stages(byStage);
    }

    /** By figure the drop: before, after, difference within customers with interval, of all who began, margin, and whether it is one. */
    @Override
    public Table table() {
        return ConsistencyTables.drops(drops);
    }

    /**
     * Figures by tenure as a table.
     *
     * @return a row for each {@link Band}
     */
    public Table tenure() {
        return ConsistencyTables.tenure(byTenure());
    }

    /** The table, and a sentence for each of what could be found. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(table().toString()).append('\n');
        drops.forEach(each -> text.append(each).append('\n'));
        return text.append(newcomers).append('\n').toString();
    }
}
