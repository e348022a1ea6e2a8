package io.engagement.report;

import io.engagement.dialogue.InitiativeClass;
import io.engagement.dialogue.InitiativeSummary;
import io.engagement.domain.Initiator;
import io.engagement.strategy.ContactTrend;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who initiates, over time, and who leads the dialogue with how many customers. */
final class InitiativeSection {
    private static final Map<InitiativeClass, String> CLASSES = classes();
    /** As columns have them. */
    private static final List<Initiator> WHO = List.of(Initiator.CUSTOMER, Initiator.COMPANY, Initiator.UNKNOWN);

    private final Analysis analysis;
    private final InitiativeSummary all;

    private InitiativeSection(Analysis analysis) {
        this.analysis = analysis;
        this.all = analysis.initiative();
    }

    private static Map<InitiativeClass, String> classes() {
        Map<InitiativeClass, String> words = new LinkedHashMap<>();
        words.put(InitiativeClass.CUSTOMER_LED, "They lead");
        words.put(InitiativeClass.BALANCED, "Balanced");
        words.put(InitiativeClass.COMPANY_LED, "We lead");
        words.put(InitiativeClass.SILENT, "Silent");
        words.put(InitiativeClass.UNCERTAIN, "Uncertain");
        return Collections.unmodifiableMap(words);
    }

    static Section of(Analysis analysis) {
        if (analysis.view().size() == 0) {
            return section("There are no interactions.", List.of());
        }
        InitiativeSection own = new InitiativeSection(analysis);
        if (own.all.inConversation() > 0 && !analysis.isCompanyHeard()) {
            return section(
                    "No contact that the company began is in the data, so that all of it looks like the customers' initiative: a file"
                            + " of mailings, calls or visits tells whose it is.",
                    List.of(own.overTime()));
        }
        return own.all.inConversation() == 0
                ? section(
                        "Of no conversation it is known who began it: a column mapped to initiator, or to direction and"
                                + " conversation, tells it.",
                        List.of())
                : section(own.certainty(), List.of(own.overTime(), own.classesOfCustomers()));
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "initiative",
                "Who takes the initiative",
                "Engagement is what customers do of their own accord. Contacts that we begin cost money and are no engagement of"
                        + " theirs.",
                certainty,
                figures);
    }

    private String certainty() {
        String unknown = all.unknown() == 0
                ? "Of every conversation it is known who began it."
                : "Of " + Say.percent(all.unknownShare())
                        + " of conversations it is not known who began them; they are in no" + " share.";
        String sure = all.inConversation() < 2
                ? " (one customer: not judged). "
                : ", " + Say.percents(all.interval()) + " with 95 % confidence. ";
        return analysis.period() + "Customers began " + Say.percent(all.share()) + " of conversations" + sure + unknown;
    }

    private Figure overTime() {
        Table.Builder table = Table.builder()
                .column("period")
                .column("they_began")
                .column("we_began")
                .column("not_known");
        ContactTrend trend = ContactTrend.of(analysis.view(), analysis.time().calendar());
        List<ContactTrend.Period> periods = analysis.time().begun(trend.periods());
        SmallGroups groups = groups(periods);
        for (int period = 0; period < periods.size(); period++) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(periods.get(period).label());
            for (int who = 0; who < WHO.size(); who++) {
                boolean isHidden = groups.isHidden(period * WHO.size() + who);
                cells.add(isHidden ? null : (Object) (long) periods.get(period).contacts(WHO.get(who)));
            }
            table.row(cells.toArray());
        }
        return Figure.of(
                "Contacts by " + analysis.time().word() + ", by who began",
                "All that was exchanged with customers, purchases too; what machines sent in is no contact. "
                        + analysis.time()
                                .edges(periods.stream()
                                        .map(ContactTrend.Period::label)
                                        .toList()) + "Of groups of fewer than "
                        + SmallGroups.FEWEST
                        + " customers contacts are hidden (– in the table, empty in the chart), and so are those of the next larger one.",
                table.build(),
                Chart.stackedBars("period", "they_began", "we_began", "not_known")
                        .withAxis("contacts"));
    }

    /** By customers. How many interactions there are, and of how many it is not known who began, is told of all together. */
    private static SmallGroups groups(List<ContactTrend.Period> periods) {
        long[] customers = periods.stream()
                .flatMapToLong(period -> WHO.stream().mapToLong(period::customers))
                .toArray();
        List<int[]> sums =
                new ArrayList<>(List.of(IntStream.range(0, customers.length).toArray()));
        for (int who = 0; who < WHO.size(); who++) {
            int first = who;
            sums.add(IntStream.range(0, periods.size())
                    .map(period -> period * WHO.size() + first)
                    .toArray());
        }
        return SmallGroups.overlapping(customers, sums);
    }

    /** How many of those whom we lead look engaged, where neither they nor the others of these are few. */
    private String misread() {
        long some = all.muchContactLittleOfItTheirs();
        if (some < SmallGroups.FEWEST) {
            return "Hardly any customers";
        }
        return SmallGroups.isSmall(all.classes().getOrDefault(InitiativeClass.COMPANY_LED, 0L) - some)
                ? "Nearly all whom we lead"
                : Say.count(some) + " customers";
    }

    private Figure classesOfCustomers() {
        Table.Builder table = Table.builder().column("who_leads").column("customers");
        List<InitiativeClass> classes = List.copyOf(CLASSES.keySet());
        long[] customers = new long[classes.size() + 1];
        for (int i = 0; i < classes.size(); i++) {
            customers[i] = all.classes().getOrDefault(classes.get(i), 0L);
        }
        customers[classes.size()] = all.customers() - all.inConversation();
        SmallGroups groups = SmallGroups.ofAll(customers);
        for (int i = 0; i < classes.size(); i++) {
            table.row(CLASSES.get(classes.get(i)), groups.size(i));
        }
        table.row("Not known", groups.size(classes.size()));
        return Figure.of(
                "Who leads, customer by customer",
                String.format(
                        Locale.ROOT,
                        "They lead where they begin more than 60 %% of the conversations, we lead where they begin less than 40 %%."
                                + " Silent ones have begun none for longer than is usual for them. %s have much contact and little of it"
                                + " theirs: they only look engaged. %s",
                        misread(),
                        SmallGroups.HIDDEN),
                table.build(),
                Chart.bars("who_leads", "customers").withAxis("customers"));
    }
}
