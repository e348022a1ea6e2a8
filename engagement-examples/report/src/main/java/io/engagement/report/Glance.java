package io.engagement.report;

import io.engagement.dialogue.InitiativeSummary;
import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.evaluate.Evaluation;
import io.engagement.score.ScoreTable;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The base at a glance: each key figure with its interval, or why there is none. */
final class Glance {
    private static final String COUNTED = "counted, not estimated";
    private static final double INDEX = 100;
    private static final int HEADLINE = 6;

    private final Analysis analysis;
    private final List<Row> rows = new ArrayList<>();

    /** A key figure; with a short note it stands at the head of the page too. */
    private record Row(String label, String value, String range, String meaning, Optional<String> note) {}

    private Glance(Analysis analysis) {
        this.analysis = analysis;
    }

    static Glance of(Analysis analysis) {
        Glance glance = new Glance(analysis);
        glance.addCounts();
        glance.addScores();
        glance.addDialogue();
        return glance;
    }

    List<KeyFigure> headline() {
        return rows.stream()
                .flatMap(row -> row.note().map(note -> new KeyFigure(row.label(), row.value(), note)).stream())
                .limit(HEADLINE)
                .toList();
    }

    Section section() {
        Table.Builder table = Table.builder()
                .column("figure")
                .column("value")
                .column("how_sure")
                .column("meaning");
        rows.forEach(row -> table.row(row.label(), row.value(), row.range(), row.meaning()));
        return new Section(
                "glance",
                "The base at a glance",
                "Who there is, what they are expected to do, and whose initiative it is.",
                "What is counted is exact" + answersAside()
                        + ". What is expected is a sum over all customers of what a model expects of each: how far"
                        + " off such forecasts were when they were tried on the past stands beside each figure."
                        + analysis.currencyTold(),
                List.of(Figure.of(
                        "Key figures", "Each figure with how sure it is, and what it means.", table.build())));
    }

    private String answersAside() {
        return analysis.sampled().isEmpty() ? "" : ", but for answers, which are of a random sample";
    }

    private void add(String label, String value, String range, String meaning) {
        rows.add(new Row(label, value, range, meaning, Optional.empty()));
    }

    private void add(String label, String value, String range, String meaning, String note) {
        rows.add(new Row(label, value, range, meaning, Optional.of(note)));
    }

    private void addCounts() {
        int customers = analysis.view().customers();
        int bought = analysis.interactions().buyers();
        String number = few(bought, customers);
        String buyers = number.toLowerCase(Locale.ROOT) + " have bought";
        add("Customers", Say.count(customers), COUNTED, "All who are known, with or without a purchase.", buyers);
        add(
                "Customers who have bought",
                number,
                bought == 0 ? "No interaction has the purpose PURCHASE: map one." : COUNTED,
                "At least one purchase.");
        add(
                "Interactions",
                Say.count(analysis.view().size()),
                COUNTED,
                analysis.time()
                        .first()
                        .map(at -> "From " + analysis.day(at) + " to " + analysis.day(analysis.asOf()) + ".")
                        .orElse("There are none."));
    }

    /** How many of all, where neither these nor the others are few. */
    private static String few(long some, long all) {
        if (SmallGroups.count(some, all) != null) {
            return Say.count(some);
        }
        return (SmallGroups.isSmall(some) ? "Fewer" : "All but fewer") + " than " + SmallGroups.FEWEST;
    }

    private void addScores() {
        if (analysis.has("churn_risk")) {
            addContracts();
        }
        addSum("p_alive", "Still customers", 1, "of those who have bought, by what the model of purchases knows");
        addSum(
                "engagement",
                Say.capital("reach out " + Scores.within("engagement", analysis)),
                INDEX,
                "customers who do something of their own accord");
        addSum("expected_purchases", "Purchases to come", 1, Scores.within("expected_purchases", analysis));
        addValue(
                "lifetime_value",
                "Value to come",
                "expected profit at a margin of " + Say.percent(analysis.setup().margin()) + ", discounted, "
                        + valueHorizon());
    }

    /** Who has cancelled has neither a risk nor a value of contracts. */
    private void addContracts() {
        long under = sum("churn_risk").map(Sum::known).orElse(0L);
        add(
                "Under contract",
                few(under, analysis.view().customers()),
                COUNTED,
                "Who has signed up and not cancelled.",
                "have not cancelled");
        addSum("churn_risk", "Contracts to end", 1, "customers who do not renew");
        if (analysis.has("contract_value")) {
            addValue(
                    "contract_value",
                    "Value of contracts",
                    "what renewals bring at a margin of "
                            + Say.percent(analysis.setup().margin()) + ", discounted, " + valueHorizon());
        }
    }

    private String valueHorizon() {
        return analysis.setup()
                .valueHorizon()
                .map(length -> "within " + Say.span(length))
                .orElse("over all future");
    }

    private void addSum(String score, String label, double unit, String what) {
        addExpected(score, label, what, sum -> Say.about(sum.total() / unit), sum -> Scores.restsOn(score, analysis));
    }

    private void addValue(String score, String label, String what) {
        addExpected(score, label, what, sum -> analysis.money(sum.total()), sum -> below(sum.below()));
    }

    private void addExpected(
            String score, String label, String what, Function<Sum, String> number, Function<Sum, String> more) {
        Optional<Sum> known = sum(score);
        Optional<String> tooFew = analysis.tooFew();
        if (known.isEmpty() || tooFew.isPresent()) {
            add(label, "not known", tooFew.orElseGet(() -> analysis.why(score)), Say.sentence(what));
            return;
        }
        Sum sum = known.get();
        rows.add(new Row(
                label,
                number.apply(sum),
                sure(score),
                Say.sentence(what) + more.apply(sum) + sum.without(),
                note(score, what)));
    }

    /** Where there are contracts, these tell who stays: what models of purchases make of payments is no headline. */
    private Optional<String> note(String score, String what) {
        return analysis.has("churn_risk") && Analysis.OF_PURCHASES.contains(score)
                ? Optional.empty()
                : Optional.of(what + brief(score));
    }

    /** How far off it was, within a sentence. */
    private String brief(String score) {
        Optional<Evaluation> tried = analysis.evaluation(score).filter(each -> each.customers() >= 2);
        return "; "
                + tried.flatMap(each -> each.figure("bias"))
                        .filter(bias -> !Double.isNaN(bias.value()))
                        .map(bias -> "when tried on the past, " + first(score) + off(bias.value()))
                        .or(() -> tried.filter(each -> !Double.isNaN(level(each)))
                                .map(each -> "when tried on the past, " + Say.percent(each.mean() - level(each))
                                        + " were expected, " + Say.percent(each.mean()) + " came"))
                        .orElse("how far off is not known");
    }

    /** Of values only the beginning can be tried. */
    private String first(String score) {
        return Scores.untried(score, analysis)
                .flatMap(why -> analysis.setup().horizon())
                .map(tried -> "the first " + Say.span(tried) + " were ")
                .orElse("");
    }

    /** To the next ten: beside a chart of values the number itself may tell of a few customers. */
    private String below(long below) {
        if (below == 0) {
            return "";
        }
        String many = below < SmallGroups.FEWEST
                ? "Fewer than " + SmallGroups.FEWEST
                : "About " + Say.count(Math.round(below / 10.0) * 10);
        return " " + many
                + " who have bought have a value below zero: it costs more to serve and contact them than they are expected"
                + " to bring.";
    }

    /** Of the customers who have the score; below zero are those of negative ones. */
    private record Sum(double total, long known, long unknown, long below) {
        String without() {
            return unknown == 0
                    ? ""
                    : (SmallGroups.isSmall(unknown) ? " Fewer than " + SmallGroups.FEWEST : " " + Say.count(unknown))
                            + " customers have no such score.";
        }
    }

    private Optional<Sum> sum(String score) {
        Optional<ScoreTable> scores =
                analysis.scores().filter(all -> all.names().contains(score));
        return scores.map(all -> {
                    double[] known = Arrays.stream(all.column(score))
                            .filter(each -> !Double.isNaN(each))
                            .toArray();
                    return new Sum(
                            Arrays.stream(known).sum(),
                            known.length,
                            all.size() - known.length,
                            Arrays.stream(known).filter(each -> each < 0).count());
                })
                .filter(sum -> sum.known() > 0);
    }

    private String sure(String score) {
        return tried(score) + analysis.doubt(score);
    }

    /** By the trial on the past. */
    private String tried(String score) {
        Optional<Evaluation> evaluation = analysis.evaluation(score);
        if (evaluation.isEmpty()) {
            return analysis.unjudged(score);
        }
        Evaluation tried = evaluation.get();
        if (tried.customers() < 2) {
            return Say.sentence(Scores.inWords(tried.verdict()));
        }
        double bias = tried.figure("bias").map(each -> each.value()).orElse(Double.NaN);
        if (!Double.isNaN(bias)) {
            return "In a trial on the past" + of(score, tried) + " it was " + off(bias) + "."
                    + Scores.untried(score, analysis).map(why -> " " + why).orElse("");
        }
        double level = level(tried);
        return Double.isNaN(level)
                ? Say.sentence(Scores.inWords(tried.verdict()))
                : "In a trial on the past" + of(score, tried) + " " + Say.percent(tried.mean() - level)
                        + " of customers were expected, " + Say.percent(tried.mean()) + " came.";
    }

    private static double level(Evaluation tried) {
        return tried.figure("in_the_large").map(each -> each.value()).orElse(Double.NaN);
    }

    private static String off(double bias) {
        long percent = Math.round(100 * Math.abs(bias));
        return percent == 0 ? "right to the per cent" : percent + " % too " + (bias < 0 ? "low" : "high");
    }

    /** What was foretold from when on, within a sentence. */
    private String of(String score, Evaluation tried) {
        String when = tried.origins().stream().map(analysis::day).collect(Collectors.joining(", "));
        return score.equals("churn_risk")
                ? ", as of " + when + ","
                : ", of what was to come "
                        + Scores.within(score.equals("lifetime_value") ? "expected_purchases" : score, analysis)
                        + " of " + when + ",";
    }

    private void addDialogue() {
        InitiativeSummary all = analysis.initiative();
        if (all.inConversation() > 0 && !analysis.isCompanyHeard()) {
            add(
                    "Conversations that they began",
                    "not known",
                    "No contact that the company began is in the data.",
                    "The share of conversations that is their own initiative.");
        } else if (all.inConversation() == 0) {
            add(
                    "Conversations that they began",
                    "not known",
                    "Of no conversation it is known who began it: map initiator, or direction and conversation.",
                    "The share of conversations that is their own initiative.");
        } else {
            add(
                    "Conversations that they began",
                    Say.percent(all.share()),
                    all.inConversation() < 2
                            ? "One customer: not judged."
                            : Say.percents(all.interval()) + ", with 95 % confidence",
                    "The share of conversations that is their own initiative, of those of which it is known who began.",
                    all.inConversation() < 2 ? "of one customer" : Say.percents(all.interval()));
        }
        ResponseRates.Row asked = analysis.rates().all();
        if (asked.counts().closed() == 0) {
            add(
                    "Our contacts that they answer",
                    "not known",
                    "No contact that the company began has been waiting for an answer long enough: map initiator.",
                    "The share of our contacts that get an answer in time.");
        } else if (!analysis.isAnswerShown(asked.purpose(), asked.channel())) {
            add(
                    "Our contacts that they answer",
                    "not known",
                    "Contacts that have been waiting for an answer long enough are of fewer than " + SmallGroups.FEWEST
                            + " customers.",
                    "The share of our contacts that get an answer in time.");
        } else {
            add(
                    "Our contacts that they answer",
                    Say.percent(asked.counts().rate()),
                    Say.percents(Chance.answered(asked)) + ", with 95 % confidence",
                    analysis.sampled() + "Of " + Say.count(asked.counts().closed())
                            + " contacts that asked for an answer. Some would have come anyway: see Answers.",
                    Say.percents(Chance.answered(asked)));
        }
    }
}
