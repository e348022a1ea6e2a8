package io.engagement.cli;

import io.engagement.dialogue.Dialogue;
import io.engagement.dialogue.Initiative;
import io.engagement.dialogue.answers.AnswerCounts;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.preference.Preference;
import io.engagement.dialogue.preference.Suggestion;
import io.engagement.domain.Channel;
import io.engagement.fit.Interval;
import io.engagement.history.LogView;
import io.engagement.proportion.Share;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The dialogue with one customer. */
final class CustomerPage {
    private static final int BLOCK_HOURS = 4;
    private static final double LEVEL = 0.95;

    private final LogView view;
    private final Dialogue dialogue;
    private final ZoneId zone;

    CustomerPage(LogView view, ZoneId zone) {
        this.view = view;
        this.dialogue = Dialogue.of(view);
        this.zone = zone;
    }

    Page of(int row, Answers answers) {
        String id = view.customerId(row);
        Page page = new Page().value("as_of", view.asOf()).value("customer", id);
        addInitiative(page, id, dialogue.initiative(row));
        addAnswers(page, id, answers);
        addPreference(
                page, dialogue.preferences(DialoguePage.zones(zone)).of(id).orElseThrow());
        return page;
    }

    private static void addInitiative(Page page, String id, Initiative each) {
        Interval interval = each.interval();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("own", each.own());
        json.put("company", each.company());
        json.put("unknown", each.unknown());
        json.put("own_share", each.mean());
        json.put("lower", interval.lower());
        json.put("upper", interval.upper());
        json.put("class", each.initiativeClass());
        json.put("leading", each.isKnown() ? Optional.of(each.leading()) : Optional.empty());
        json.put("leading_probability", each.isKnown() ? each.probability() : Double.NaN);
        json.put("trend_log_odds", each.trend());
        json.put("trend_error", each.trendError());
        page.with("initiative", "Who reaches out: " + Shown.value(id), words(each), json);
    }

    private static String words(Initiative each) {
        String unknown = String.format(Locale.ROOT, "Of %,d more it is not known who began them.\n", each.unknown());
        if (!each.isKnown()) {
            return "No share: " + each.reason().orElse("") + ".\n" + (each.unknown() == 0 ? "" : unknown);
        }
        return String.format(
                        Locale.ROOT,
                        "Began %,d of %,d conversations; drawn to the population %.1f %% (%.1f to %.1f).\n",
                        each.own(),
                        each.own() + each.company(),
                        100 * each.mean(),
                        100 * each.interval().lower(),
                        100 * each.interval().upper())
                + (each.unknown() == 0 ? "" : unknown)
                + leads(each)
                + (Double.isNaN(each.trend())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "Trend of the last 90 days, in log-odds: %.2f (error %.2f).\n",
                                each.trend(),
                                each.trendError()));
    }

    /** The class, and where it is another one than that which leads, why. */
    private static String leads(Initiative each) {
        String leading =
                String.format(Locale.ROOT, "%s with a probability of %.2f", word(each.leading()), each.probability());
        return switch (each.initiativeClass().orElse(each.leading())) {
            case SILENT -> "Silent: no own conversation for longer than is usual; before, " + leading + ".\n";
            case UNCERTAIN -> "Uncertain: at best " + leading + ".\n";
            default -> leading + ".\n";
        };
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void addAnswers(Page page, String id, Answers answers) {
        AnswerCounts counts = answers.counts(id);
        Optional<Share> share = answers.share(id, answers.prior());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("policy", answers.policy().name());
        json.put("asks", counts.closed());
        json.put("open", counts.open());
        json.put("answered", counts.answered());
        json.put("inferred", counts.inferred());
        json.put("late", counts.late());
        json.put("share", share.map(Share::mean));
        json.put("lower", share.map(each -> each.interval(LEVEL).lower()));
        json.put("upper", share.map(each -> each.interval(LEVEL).upper()));
        String rate = share.map(each -> String.format(
                        Locale.ROOT,
                        "Drawn to the population %.1f %% (%.1f to %.1f).\n",
                        100 * each.mean(),
                        100 * each.interval(LEVEL).lower(),
                        100 * each.interval(LEVEL).upper()))
                .orElse("");
        String counted = String.format(
                Locale.ROOT,
                "Of %,d asks %,d were answered, %,d of these inferred from an act that does not say so; %,d are open.\n",
                counts.closed(),
                counts.answered(),
                counts.inferred(),
                counts.open());
        page.with("answers", "What the company asked", counted + rate, json);
    }

    private static void addPreference(Page page, Preference each) {
        Suggestion next = each.suggestion();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("own_acts", each.acts());
        json.put("channel", next.channel().map(Channel::name));
        json.put("source", word(next.source()));
        json.put("reason", next.reason());
        json.put("weekday", next.weekday().map(CustomerPage::weekday));
        json.put("hours", next.block().map(CustomerPage::hours));
        json.put("time_reason", next.timeReason());
        json.put("contacts", each.contacts());
        json.put("contact_fit", each.fit());
        json.put("against_preference", each.against());
        page.with("preference", "How to contact them", words(each, next), json);
    }

    private static String words(Preference each, Suggestion next) {
        String how = next.leaveAlone()
                ? "Leave alone: " + next.reason() + ".\n"
                : "By " + next.channel().orElseThrow() + ": " + next.reason() + ".\n"
                        + next.weekday()
                                .map(day -> "On " + weekday(day)
                                        + next.block()
                                                .map(block -> ", " + hours(block))
                                                .orElse("") + ": "
                                        + next.timeReason() + ".\n")
                                .orElse("");
        return how
                + (each.contacts() == 0
                        ? "No contact by the company so far.\n"
                        : String.format(
                                Locale.ROOT,
                                "The company's %,d contacts fit that by %.2f of 1; %,d were made against what they say.\n",
                                each.contacts(),
                                each.fit(),
                                each.against()));
    }

    private static String weekday(int fromMonday) {
        return DayOfWeek.of(1 + fromMonday).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String hours(int block) {
        return BLOCK_HOURS * block + " to " + BLOCK_HOURS * (block + 1) + " o'clock";
    }
}
