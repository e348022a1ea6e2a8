package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.internal.text.Names;
import io.engagement.measure.spi.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A category on the customer's record, such as a segment or a country, with its levels: the texts that it may have, in
 * a stored order, one of which is the baseline that others are compared with. Saved models keep their levels.
 *
 * <p>A text that is no level is refused, naming the customer; or counts as the baseline, if {@link #unseenAsBaseline} was
 * chosen. A customer without the attribute, or with a blank one, has no number.
 *
 * <p>Immutable.
 */
public final class Levels implements Fact {
    static final String KIND = "levels";

    private static final int VERSION = 1;
    private static final int MOST = 256;
    private static final int SHOWN = 20;
    private static final String REFUSED = "refused";
    private static final String BASELINE = "baseline";

    private final String name;
    private final List<String> levels;
    private final int baseline;
    private final boolean unseenIsBaseline;

    private Levels(String name, List<String> levels, int baseline, boolean unseenIsBaseline) {
        this.name = name;
        this.levels = levels;
        this.baseline = baseline;
        this.unseenIsBaseline = unseenIsBaseline;
    }

    /**
     * Levels by name, the first one the baseline.
     *
     * @param name the attribute's name
     * @param levels 2 to 256 different texts, not blank; blanks around them do not matter
     * @return the category, which refuses other texts
     * @throws IllegalArgumentException if the name or a level is blank, two levels are equal, or there are too few or too many
     */
    public static Levels of(String name, List<String> levels) {
        KnownNumber.checkName(name);
        List<String> texts = levels.stream().map(String::strip).toList();
        Set<String> different = new TreeSet<>(texts);
        if (different.contains("") || different.size() < texts.size()) {
            throw new IllegalArgumentException(
                    "levels of " + name + " must differ and not be blank, were " + shown(texts));
        }
        if (texts.size() < 2 || texts.size() > MOST) {
            throw new IllegalArgumentException("levels of " + name + " must be from 2 to " + MOST + ", were "
                    + texts.size() + ": " + shown(texts));
        }
        return new Levels(name, texts, 0, false);
    }

    /**
     * The levels that the customers of a view have, in the natural order of the texts; the first of them is the baseline.
     *
     * @param view the customers
     * @param name the attribute's name
     * @return the category, which refuses other texts
     * @throws IllegalArgumentException if no customer has the attribute, or they have fewer than 2 levels or more than 256
     */
    public static Levels of(LogView view, String name) {
        Objects.requireNonNull(name, "name");
        TreeSet<String> texts = new TreeSet<>();
        for (int row = 0; row < view.customers() && texts.size() <= MOST; row++) {
            view.customer(row).attribute(name).ifPresent(texts::add);
        }
        if (texts.isEmpty()) {
            throw Names.unknown("attribute of customers", name, attributes(view));
        }
        if (texts.size() < 2 || texts.size() > MOST) {
            throw new IllegalArgumentException("attribute " + name + " must have from 2 to " + MOST
                    + " levels among the customers, had "
                    + (texts.size() > MOST ? "more" : String.valueOf(texts.size()))
                    + ": " + shown(List.copyOf(texts))
                    + (texts.size() < 2
                            ? "; leave it out, it tells nobody from another"
                            : "; is it a number or an id? Group it first"));
        }
        return of(name, List.copyOf(texts));
    }

    private static Set<String> attributes(LogView view) {
        Set<String> names = new TreeSet<>();
        for (int row = 0; row < view.customers(); row++) {
            names.addAll(view.customer(row).attributes().keySet());
        }
        return names;
    }

    static Levels read(String text) {
        DefinitionText parts = DefinitionText.read(text, KIND, VERSION, Set.of("of", "names", BASELINE, "unseen"));
        Levels read = of(parts.name("of"), parts.names("names")).withBaseline(parts.name(BASELINE));
        return parts.oneOf("unseen", REFUSED, BASELINE).equals(REFUSED) ? read : read.unseenAsBaseline();
    }

    private static List<String> shown(List<String> texts) {
        return texts.stream().limit(SHOWN).map(FilterTerms::quoted).toList();
    }

    /**
     * The same with another baseline.
     *
     * @param level one of the levels
     * @return the changed copy
     * @throws IllegalArgumentException if it is no level
     */
    public Levels withBaseline(String level) {
        return new Levels(name, levels, index(level), unseenIsBaseline);
    }

    /**
     * The same, but a text that is no level counts as the baseline.
     *
     * @return the changed copy
     */
    public Levels unseenAsBaseline() {
        return new Levels(name, levels, baseline, true);
    }

    private int index(String level) {
        int index = levels.indexOf(level);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "attribute " + name + " has no level '" + level + "'; it has " + shown(levels));
        }
        return index;
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * The levels.
     *
     * @return in their stored order
     */
    public List<String> levels() {
        return levels;
    }

    /**
     * The level that others are compared with.
     *
     * @return one of the levels
     */
    public String baseline() {
        return levels.get(baseline);
    }

    private List<String> others() {
        List<String> others = new ArrayList<>(levels);
        others.remove(baseline);
        return others;
    }

    @Override
    public List<String> columns() {
        return others().stream()
                .map(level -> KnownNumber.column(name + "=" + level))
                .toList();
    }

    @Override
    public List<Measure> measures() {
        LevelNumber number = number();
        return others().stream().map(level -> measure(number, level)).toList();
    }

    Measure measure(String level) {
        return measure(number(), level);
    }

    private Measure measure(LevelNumber number, String level) {
        int index = index(level);
        Reading is = (slots, at, now, unit) -> Double.isNaN(slots[at]) ? Double.NaN : slots[at] == index ? 1 : 0;
        return Measure.builtIn(
                number,
                is,
                "category[" + FilterTerms.quoted(level) + ", " + number.definition() + "]",
                "of " + KnownNumber.words(name) + " " + level,
                Measure.Unit.FLAG);
    }

    private LevelNumber number() {
        HashMap<String, Integer> numbers = new HashMap<>();
        levels.forEach(level -> numbers.put(level, numbers.size()));
        return new LevelNumber(name, toText(), numbers, unseenIsBaseline ? baseline : LevelNumber.REFUSED);
    }

    @Override
    public String toText() {
        return DefinitionText.of(
                KIND,
                VERSION,
                "of",
                FilterTerms.quoted(name),
                "names",
                String.join("|", levels.stream().map(FilterTerms::quoted).toList()),
                BASELINE,
                FilterTerms.quoted(baseline()),
                "unseen",
                unseenIsBaseline ? BASELINE : REFUSED);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Levels that && toText().equals(that.toText());
    }

    @Override
    public int hashCode() {
        return toText().hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
        return toText();
    }
}
