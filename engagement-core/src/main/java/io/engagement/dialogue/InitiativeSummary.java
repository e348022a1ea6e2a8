package io.engagement.dialogue;

import io.engagement.fit.Interval;
import io.engagement.proportion.Share;
import io.engagement.proportion.SharePrior;
import io.engagement.table.Table;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How much of the dialogue with some customers is theirs. Immutable.
 *
 * @param name of the customers
 * @param customers how many there are
 * @param inConversation how many of them have a conversation whose initiator is known
 * @param own conversations that they began
 * @param company conversations that the company began
 * @param unknown conversations of which it is not known who began them: in no share
 * @param share own, of those whose initiator is known; NaN if there is none
 * @param interval of the share, 95 %, clustered by customer; NaN if fewer than two customers are in conversation
 * @param classes how many customers are of each class; those without a conversation of a known initiator are of none
 * @param muchContactLittleOfItTheirs how many look engaged by the number of conversations, in the upper quarter of the base, and
 *     began less than 40 % of them with a probability of 0.6 or more
 */
public record InitiativeSummary(
        String name,
        long customers,
        long inConversation,
        long own,
        long company,
        long unknown,
        double share,
        Interval interval,
        Map<InitiativeClass, Long> classes,
        long muchContactLittleOfItTheirs) {
    /**
     * Copies the classes.
     *
     * @param name of the customers
     * @param customers how many there are
     * @param inConversation how many of them have a conversation whose initiator is known
     * @param own conversations that they began
     * @param company conversations that the company began
     * @param unknown conversations of which it is not known who began them
     * @param share own, of those whose initiator is known
     * @param interval of the share
     * @param classes how many customers are of each class
     * @param muchContactLittleOfItTheirs how many only look engaged
     */
    public InitiativeSummary {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(interval, "interval");
        classes = Map.copyOf(classes);
    }

    /**
     * The share of conversations whose initiator is not known, of all.
     *
     * @return from 0 to 1; NaN if there is no conversation
     */
    public double unknownShare() {
        return (double) unknown / (own + company + unknown);
    }

    /** As one table. */
    static Table table(List<InitiativeSummary> groups) {
        Table.Builder table = Table.builder()
                .column("group")
                .column("customers")
                .column("in_conversation")
                .column("own")
                .column("company")
                .column("unknown")
                .column("own_share", "%.3f")
                .column("lower", "%.3f")
                .column("upper", "%.3f");
        for (InitiativeClass each : InitiativeClass.values()) {
            table.column(word(each));
        }
        table.column("much_contact_little_of_it_theirs");
        groups.forEach(group -> table.row(group.cells()));
        return table.build();
    }

    private Object[] cells() {
        return Stream.of(
                        Stream.<Object>of(
                                name,
                                customers,
                                inConversation,
                                own,
                                company,
                                unknown,
                                share,
                                interval.lower(),
                                interval.upper()),
                        Arrays.stream(InitiativeClass.values()).<Object>map(each -> classes.getOrDefault(each, 0L)),
                        Stream.<Object>of(muchContactLittleOfItTheirs))
                .flatMap(cells -> cells)
                .toArray();
    }

    static String word(InitiativeClass each) {
        return each.name().toLowerCase(Locale.ROOT);
    }

    InitiativeSummary named(String other) {
        return new InitiativeSummary(
                other,
                customers,
                inConversation,
                own,
                company,
                unknown,
                share,
                interval,
                classes,
                muchContactLittleOfItTheirs);
    }

    /** For a reader. */
    static String words(InitiativeSummary all, SharePrior prior) {
        if (all.inConversation() == 0) {
            return "No conversation of which it is known who began it, with " + all.customers() + " customers.\n";
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d customers, %,d of them in conversation. They began %,d of %,d conversations, %.1f %% (%s).%n",
                all.customers(),
                all.inConversation(),
                all.own(),
                all.own() + all.company(),
                100 * all.share(),
                all.inConversation() < 2
                        ? "one customer: not judged"
                        : String.format(
                                Locale.ROOT,
                                "%.1f to %.1f",
                                100 * all.interval().lower(),
                                100 * all.interval().upper())));
        if (all.unknown() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "Of %,d more, %.1f %% of all, it is not known who began them; they are in no share.%n",
                    all.unknown(),
                    100 * all.unknownShare()));
        }
        for (InitiativeClass each : InitiativeClass.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-14s %,9d%n",
                    word(each).replace('_', '-'),
                    all.classes().getOrDefault(each, 0L)));
        }
        text.append(String.format(
                Locale.ROOT,
                "Much contact, little of it theirs: %,d customers only look engaged.%n",
                all.muchContactLittleOfItTheirs()));
        prior.reason().ifPresent(reason -> text.append("Note: ").append(reason).append(".\n"));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** Adds up customers. */
    static final class Sums {
        private final String name;
        private final long much;
        private final Map<InitiativeClass, Long> classes = new EnumMap<>(InitiativeClass.class);
        private long customers;
        private long inConversation;
        private long own;
        private long company;
        private long unknown;
        private long misread;
        /** Of own squared, own times known, known squared. */
        private double ownSquares;

        private double products;
        private double squares;

        /** Of customers of whom so many conversations are much. */
        Sums(String name, long much) {
            this.name = name;
            this.much = much;
        }

        void add(Initiative each) {
            customers++;
            own += each.own();
            company += each.company();
            unknown += each.unknown();
            each.initiativeClass().ifPresent(is -> classes.merge(is, 1L, Long::sum));
            if (each.isKnown()) {
                double n = each.own() + each.company();
                inConversation++;
                ownSquares += (double) each.own() * each.own();
                products += each.own() * n;
                squares += n * n;
                misread += isMisread(each, much) ? 1 : 0;
            }
        }

        static boolean isMisread(Initiative each, long much) {
            return each.isKnown()
                    && each.own() + each.company() >= much
                    && each.leading() == InitiativeClass.COMPANY_LED
                    && each.probability() >= Initiative.SURE;
        }

        InitiativeSummary summary() {
            double n = own + company;
            double share = own / n;
            return new InitiativeSummary(
                    name,
                    customers,
                    inConversation,
                    own,
                    company,
                    unknown,
                    share,
                    interval(n, share),
                    classes,
                    misread);
        }

        /**
         * As after as many conversations as tell as much as these do, of which those of one customer tell less than those of
         * several.
         */
        private Interval interval(double n, double share) {
            if (inConversation < 2) {
                return new Interval(Double.NaN, Double.NaN);
            }
            double variance = (ownSquares - 2 * share * products + share * share * squares) / (n * n);
            double effective = variance > 0 ? Math.min(n, share * (1 - share) / variance) : n;
            return new Share(share * effective + 0.5, (1 - share) * effective + 0.5).interval(Initiative.LEVEL);
        }
    }
}
