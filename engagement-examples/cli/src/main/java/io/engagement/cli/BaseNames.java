package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.domain.Channel;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names that options take from a base: refuses those that the base does not have, and tells which it has. */
final class BaseNames {
    private final LogView view;

    BaseNames(LogView view) {
        this.view = view;
    }

    /**
     * A customer's row.
     *
     * @throws DataRefused if nobody has the id
     */
    int row(String option, String id) {
        return view.row(id)
                .orElseThrow(
                        () -> new DataRefused(option + " " + Excerpt.of(id) + ": the base has no such customer among "
                                + view.customers() + "; ids are those of the files, without blanks around them"));
    }

    /**
     * An attribute of customers.
     *
     * @throws DataRefused if nobody has it
     */
    String attribute(String option, String name) {
        boolean known = IntStream.range(0, view.customers())
                .anyMatch(row -> view.customer(row).attribute(name).isPresent());
        if (!known) {
            throw none(
                    option,
                    name,
                    "no customer has this attribute; attributes are columns of --customers",
                    attributes());
        }
        return name;
    }

    /**
     * An attribute with a text.
     *
     * @throws DataRefused if nobody has it
     */
    void level(String option, AttributeText wanted) {
        attribute(option, wanted.attribute());
        TreeSet<String> texts = IntStream.range(0, view.customers())
                .boxed()
                .flatMap(row -> view.customer(row).attribute(wanted.attribute()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!texts.contains(wanted.text())) {
            throw none(option, wanted.attribute() + "=" + wanted.text(), "no customer has this text", texts);
        }
    }

    private SortedSet<String> attributes() {
        return IntStream.range(0, view.customers())
                .boxed()
                .flatMap(row -> view.customer(row).attributes().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Purposes of interactions.
     *
     * @throws UsageError if one is no name
     * @throws DataRefused if no interaction has one
     */
    Purpose[] purposes(String option, List<String> names) {
        return names.stream().map(name -> known(option, purpose(option, name))).toArray(Purpose[]::new);
    }

    private Purpose known(String option, Purpose purpose) {
        Collection<String> there = there(kind -> kind.purpose().name());
        if (!there.contains(purpose.name())) {
            throw none(option, purpose.name(), "no interaction has this purpose", there);
        }
        return purpose;
    }

    /**
     * A purpose that is a standard one, or of an interaction.
     *
     * @throws UsageError if it is neither: a contact to come needs no interaction, so that the word is wrong and not the data
     */
    Purpose purposeOfContact(String option, String name) {
        Purpose purpose = purpose(option, name);
        try {
            return Purpose.standard().contains(purpose) ? purpose : known(option, purpose);
        } catch (DataRefused none) {
            throw new UsageError(String.valueOf(none.getMessage()));
        }
    }

    private static Purpose purpose(String option, String name) {
        try {
            return Purpose.of(name.strip());
        } catch (IllegalArgumentException none) {
            throw new UsageError(option + ": " + none.getMessage());
        }
    }

    static Channel channel(String option, String name) {
        try {
            return Channel.of(name.strip());
        } catch (IllegalArgumentException none) {
            throw new UsageError(option + ": " + none.getMessage());
        }
    }

    /**
     * Campaigns of contacts.
     *
     * @throws DataRefused if no interaction has one
     */
    String[] campaigns(String option, List<String> names) {
        Collection<String> there = there(kind -> kind.campaign().orElse(""));
        there.remove("");
        names.stream().filter(name -> !there.contains(name)).findFirst().ifPresent(name -> {
            throw none(option, name, "no interaction has this campaign", there);
        });
        return names.toArray(String[]::new);
    }

    private SortedSet<String> there(Function<InteractionKind, String> name) {
        return view.kinds().stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static DataRefused none(String option, String name, String what, Collection<String> there) {
        return new DataRefused(option + " " + Excerpt.of(name) + ": " + what + "; there "
                + (there.isEmpty() ? "is none" : "are " + Excerpt.ofNames(there)));
    }
}
