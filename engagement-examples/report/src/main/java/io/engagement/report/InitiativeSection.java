package io.engagement.report;

import io.engagement.dialogue.InitiativeClass;
import io.engagement.dialogue.InitiativeSummary;
import io.engagement.domain.Initiator;
import io.engagement.strategy.ContactTrend;
import io.engagement.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who initiates, over time, and who leads the dialogue with how many customers. */
final class InitiativeSection {
    private static final Map<InitiativeClass, String> CLASSES = classes();

    private final Analysis analysis;
    private final InitiativeSummary all;

    private InitiativeSection(Analysis analysis) {
        this.analysis = analysis;
        this.all = analysis.dialogue().base();
    }

    private static Map<InitiativeClass, String> classes() {
        Map<InitiativeClass, String> words = new LinkedHashMap<>();
        words.put(InitiativeClass.CUSTOMER_LED, "They lead");
        words.put(InitiativeClass.BALANCED, "Balanced");
        words.put(InitiativeClass.COMPANY_LED, "We lead");
        words.put(InitiativeClass.SILENT, "Silent");
        words.put(InitiativeClass.UNCERTAIN, "Uncertain");
        return words;
    }

    static Section of(Analysis analysis) {
        if (analysis.view().size() == 0) {
            return section("There are no interactions.", List.of());
        }
        InitiativeSection own = new InitiativeSection(analysis);
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
        return "Customers began " + Say.percent(all.share()) + " of conversations, " + Say.percents(all.interval())
                + " with 95 % confidence. " + unknown;
    }

    private Figure overTime() {
        Table.Builder table = Table.builder()
                .column("period")
                .column("they_began")
                .column("we_began")
                .column("not_known");
        ContactTrend trend = ContactTrend.of(analysis.view(), analysis.time().calendar());
        for (ContactTrend.Period each : analysis.time().begun(trend.periods())) {
            table.row(
                    each.label(),
                    contacts(each, Initiator.CUSTOMER),
                    contacts(each, Initiator.COMPANY),
                    contacts(each, Initiator.UNKNOWN));
        }
        return Figure.of(
                "Contacts by " + analysis.time().word() + ", by who began",
                "All that was exchanged with customers, purchases too; what machines sent in is no contact. The last "
                        + analysis.time().word() + " ends on " + analysis.day(analysis.asOf())
                        + ". Contacts with fewer than "
                        + Say.FEWEST + " customers are shown as -.",
                table.build(),
                Chart.stackedBars("period", "they_began", "we_began", "not_known")
                        .withAxis("contacts"));
    }

    private static @Nullable Long contacts(ContactTrend.Period period, Initiator who) {
        int customers = period.customers(who);
        return customers > 0 && customers < Say.FEWEST ? null : Long.valueOf(period.contacts(who));
    }

    private Figure classesOfCustomers() {
        Table.Builder table = Table.builder().column("who_leads").column("customers");
        CLASSES.forEach(
                (each, words) -> table.row(words, Say.unlessSmall(all.classes().getOrDefault(each, 0L))));
        long rest = all.customers() - all.inConversation();
        table.row("Not known", Say.unlessSmall(rest));
        return Figure.of(
                "Who leads, customer by customer",
                String.format(
                        Locale.ROOT,
                        "They lead where they begin more than 60 %% of the conversations, we lead where they begin less than 40 %%."
                                + " Silent ones have begun none for longer than is usual for them. %s have much contact and little of it"
                                + " theirs: they only look engaged. %s",
                        all.muchContactLittleOfItTheirs() < Say.FEWEST
                                ? "Hardly any customers"
                                : Say.count(all.muchContactLittleOfItTheirs()) + " customers",
                        Say.HIDDEN),
                table.build(),
                Chart.bars("who_leads", "customers").withAxis("customers"));
    }
}
