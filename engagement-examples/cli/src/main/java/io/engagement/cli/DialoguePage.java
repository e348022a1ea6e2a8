package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.dialogue.AskFirst;
import io.engagement.dialogue.Dialogue;
import io.engagement.dialogue.Initiative;
import io.engagement.dialogue.InitiativeClass;
import io.engagement.dialogue.InitiativeSummary;
import io.engagement.dialogue.answers.AnswerTimes;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.BeyondChance;
import io.engagement.dialogue.answers.CompanyAnswers;
import io.engagement.dialogue.answers.ControlGroup;
import io.engagement.dialogue.answers.ModelledExcess;
import io.engagement.dialogue.answers.Pressure;
import io.engagement.dialogue.answers.RepeatContacts;
import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.dialogue.answers.Waste;
import io.engagement.dialogue.exchange.Provocation;
import io.engagement.dialogue.goals.CustomerGoals;
import io.engagement.dialogue.goals.GoalRule;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The dialogue with a whole base. */
final class DialoguePage {
    /** Customers whom a list for people names. */
    private static final int FEW = 10;

    private static final double DAY = 86_400_000;

    private final LogView view;
    private final Dialogue dialogue;
    private final CustomerZones zones;
    private final Page page = new Page();

    DialoguePage(LogView view, ZoneId zone) {
        this.view = view;
        this.dialogue = Dialogue.of(view);
        this.zones = zones(zone);
    }

    /** That of the base, but for those who tell theirs. */
    static CustomerZones zones(ZoneId zone) {
        return CustomerZones.all(zone).withAttribute(ContactPolicy.ZONE_ATTRIBUTE);
    }

    Page of(Optional<String> by, Answers answers, Optional<ControlGroup> controls, CompanyAnswers company) {
        page.value("as_of", view.asOf());
        addInitiative(by);
        addAnswers(answers, controls);
        by.ifPresent(attribute ->
                addBreakdown("answers_by", "What the company asks, by ", attribute, answers.by(attribute)));
        addCompany(company);
        addPressure(answers, controls);
        addPreferences(by);
        addGoals();
        addOrigins();
        return page;
    }

    private void addInitiative(Optional<String> by) {
        page.with("initiative", "Who reaches out", dialogue.toString(), json(dialogue.base()));
        by.ifPresent(attribute -> {
            addBreakdown("initiative_by", "Who reaches out, by ", attribute, dialogue.summary(attribute));
        });
        List<Integer> misread = dialogue.muchContactLittleOfItTheirs();
        page.with(
                "much_contact_little_of_it_theirs",
                "Much contact, little of it theirs",
                misread.isEmpty()
                        ? "Nobody.\n"
                        : few(misread.stream().map(this::misread).toList()),
                misread.stream().map(dialogue::customerId).toList());
    }

    private void addBreakdown(String name, String title, String attribute, Table table) {
        page.table(name, title + Shown.value(attribute), table);
    }

    private static Map<String, Object> json(InitiativeSummary all) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("customers", all.customers());
        json.put("in_conversation", all.inConversation());
        json.put("own", all.own());
        json.put("company", all.company());
        json.put("unknown", all.unknown());
        json.put("own_share", all.share());
        json.put("lower", all.interval().lower());
        json.put("upper", all.interval().upper());
        for (InitiativeClass each : InitiativeClass.values()) {
            json.put(each.name().toLowerCase(Locale.ROOT), all.classes().getOrDefault(each, 0L));
        }
        json.put("much_contact_little_of_it_theirs", all.muchContactLittleOfItTheirs());
        return json;
    }

    private String misread(int row) {
        Initiative each = dialogue.initiative(row);
        return String.format(
                Locale.ROOT,
                "%s: began %,d of %,d conversations",
                Shown.value(dialogue.customerId(row)),
                each.own(),
                each.own() + each.company());
    }

    private static String lines(int all, String what, List<String> lines) {
        return String.format(Locale.ROOT, "%,d customers %s.\n", all, what) + few(lines);
    }

    private static String few(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.stream().limit(FEW).forEach(line -> text.append("  ").append(line).append('\n'));
        if (lines.size() > FEW) {
            text.append(String.format(Locale.ROOT, "  and %,d more, whom --json lists\n", lines.size() - FEW));
        }
        return text.toString();
    }

    private void addAnswers(Answers answers, Optional<ControlGroup> controls) {
        ResponseRates rates = controls.map(answers::rates).orElseGet(answers::rates);
        ModelledExcess model = answers.modelledExcess();
        Waste waste = controls.map(answers::waste).orElseGet(answers::waste);
        page.value("policy", rates.policy())
                .table("answers", "What the company asks, and how often it is answered", rates);
        addTimes(rates.all().times());
        page.table(
                "excess_by_model",
                "What the customers' own rhythm does not lead one to expect",
                "No cause is shown by it, and it is biased while earlier contacts run.\n" + model,
                model);
        controls.ifPresent(group -> addBeyond(answers, group));
        page.table("waste", "What unanswered contacts cost, and what an answer costs", waste);
    }

    private void addTimes(Optional<AnswerTimes> all) {
        Duration day = Duration.ofDays(1);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", all.map(AnswerTimes::verdict));
        json.put("within_a_day", all.map(times -> times.within(day)));
        json.put("lower", all.map(times -> times.withinInterval(day).lower()));
        json.put("upper", all.map(times -> times.withinInterval(day).upper()));
        page.with(
                "times",
                "How long answers take",
                all.map(times -> words(times, day)).orElse("no ask") + ".\n",
                json);
    }

    private static String words(AnswerTimes times, Duration day) {
        double share = times.within(day);
        return Double.isNaN(share)
                ? times.verdict()
                : String.format(
                        Locale.ROOT,
                        "%s; within a day %.1f %% (%.1f to %.1f)",
                        times.verdict(),
                        100 * share,
                        100 * times.withinInterval(day).lower(),
                        100 * times.withinInterval(day).upper());
    }

    private void addBeyond(Answers answers, ControlGroup controls) {
        try {
            BeyondChance beyond = answers.beyondChance(controls);
            page.table("beyond_chance", "Beyond chance, by those who were left out", beyond);
        } catch (IllegalArgumentException e) {
            throw new DataRefused("beyond chance: " + e.getMessage());
        }
    }

    private void addCompany(CompanyAnswers company) {
        RepeatContacts repeats = company.repeats(Duration.ofDays(7));
        String back = String.format(
                Locale.ROOT,
                "After %,d answers, %,d customers came back on the same matter within 7 days.\n",
                repeats.answered(),
                repeats.repeated());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", new Json.Written(company.toJson()));
        json.put("answered", repeats.answered());
        json.put("came_back_within_7_days", repeats.repeated());
        page.with("company", "What customers ask, and how the company answers", company + back, json)
                .with(
                        "waiting",
                        "Who waits for an answer",
                        String.format(
                                        Locale.ROOT,
                                        "%,d asks wait.\n",
                                        company.waiting().size())
                                + (company.waiting().isEmpty() ? "" : company.waitingText(FEW)),
                        company.waiting().stream().map(DialoguePage::waiting).toList());
    }

    private static Map<String, Object> waiting(CompanyAnswers.Waiting each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("customer", each.customerId());
        json.put("since", each.since());
        json.put("days", each.age().toMillis() / DAY);
        json.put("contacts", each.contacts());
        json.put("purpose", each.kind().purpose());
        json.put("channel", each.kind().channel());
        json.put("department", each.kind().department());
        return json;
    }

    private void addPressure(Answers answers, Optional<ControlGroup> controls) {
        Pressure all = answers.pressure();
        Pressure pressure = controls.map(all::withControls).orElse(all);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", pressure.title());
        json.put("causal", pressure.isCausal());
        json.put("verdict", pressure.verdict());
        json.put("slope_within_customers", pressure.slope().value());
        json.put("slope_se", pressure.slope().standardError());
        json.put("levels", new Json.Written(pressure.toJson()));
        page.with("pressure", "Pressure", pressure.toString(), json);
    }

    private void addPreferences(Optional<String> by) {
        ContactPreferences preferences = dialogue.preferences(zones);
        Table channels = preferences.byChannelTable();
        List<AskFirst> ask = dialogue.whomToAsk(preferences);
        page.table("preferences", "By which channel customers come, and the company goes", channels)
                .with(
                        "whom_to_ask",
                        "Whom to ask how they want to engage",
                        lines(
                                ask.size(),
                                "are contacted, and say too little",
                                ask.stream()
                                        .map(each -> Shown.value(each.customerId()) + ": " + each.reason())
                                        .toList()),
                        ask.stream().map(AskFirst::customerId).toList());
        by.ifPresent(attribute -> addBreakdown(
                "preferences_by", "By which channel they come, by ", attribute, preferences.byChannelTable(attribute)));
    }

    private void addGoals() {
        CustomerGoals goals = dialogue.goals(GoalRule.standard());
        page.table("goals", "Goals that customers state", goals.toString(), goals::table);
    }

    private void addOrigins() {
        String title = "Where their acts come from, by a model that knows no conversations";
        try {
            Provocation provocation = dialogue.provocation();
            page.table("origins", title, provocation.toString(), provocation);
        } catch (FitException e) {
            page.with("origins", title, "It cannot be said: " + e.happened() + ".\n", Optional.empty());
        }
    }
}
