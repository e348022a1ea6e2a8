package io.engagement.dialogue.answers;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many answers there are beyond what customers did whom chance left out: the share of closed asks with an act on the
 * answering channels within the window, less the share of the control group with one in the same window. Controls have no ask; their windows
 * are those of the contacted, by up to 64 instants spread over these. All together, campaigns count by their asks.
 * Immutable.
 */
public final class BeyondChance implements Tabular {
    private static final int INSTANTS = 64;

    private final List<Row> rows;
    private final Map<Integer, Double> influence;

    private BeyondChance(List<Row> rows, Map<Integer, Double> influence) {
        this.rows = rows;
        this.influence = influence;
    }

    static BeyondChance of(Answers answers, ControlGroup controls) {
        return of(answers, controls, (row, at) -> true).orElseThrow(() -> refusal(answers));
    }

    /** Which customers are looked at, as of an instant. */
    interface Choice {
        boolean takes(int row, long at);
    }

    static Optional<BeyondChance> of(Answers answers, ControlGroup controls, Choice choice) {
        Map<Group, List<Asked>> groups = groups(answers, controls);
        List<Part> parts = new ArrayList<>();
        groups.forEach((group, asked) -> parts.add(part(answers, group, asked, controls, choice)));
        parts.removeIf(part -> part.contacted == 0 || part.controls == 0);
        return parts.isEmpty() ? Optional.empty() : Optional.of(of(parts));
    }

    private static IllegalArgumentException refusal(Answers answers) {
        return new IllegalArgumentException(
                "a control group must have customers, and its campaigns closed asks, of customers"
                        + " who are not in it: there is no such campaign; name those of the contacts, "
                        + campaigns(answers));
    }

    private static Set<String> campaigns(Answers answers) {
        Set<String> names = new TreeSet<>();
        for (int kind : answers.kinds()) {
            answers.view().kinds().get(kind).campaign().ifPresent(names::add);
        }
        return names;
    }

    private static BeyondChance of(List<Part> parts) {
        double all = parts.stream().mapToDouble(part -> part.contacted).sum();
        Map<Integer, Double> pooled = new TreeMap<>();
        List<Row> rows = new ArrayList<>();
        double contactedRate = 0;
        double controlRate = 0;
        double unknownVariance = 0;
        long controls = 0;
        for (Part part : parts) {
            double weight = part.contacted / all;
            part.influence.forEach((row, moved) -> pooled.merge(row, weight * moved, Double::sum));
            rows.add(part.row());
            unknownVariance += weight * weight * part.unknownVariance();
            contactedRate += weight * part.contactedRate;
            controlRate += weight * part.controlRate;
            controls += part.controls;
        }
        boolean isJudged = parts.stream().anyMatch(Part::isJudged);
        rows.add(new Row(
                "all",
                (long) all,
                contactedRate,
                controls,
                controlRate,
                new Estimate(contactedRate - controlRate, isJudged ? error(pooled, unknownVariance) : Double.NaN)));
        return new BeyondChance(List.copyOf(rows), pooled);
    }

    /** Asks that are judged together: of a campaign, on the same channels and with the same window. */
    private record Group(String campaign, int answering) {}

    private record Asked(int row, long at, long close) {}

    private static Map<Group, List<Asked>> groups(Answers answers, ControlGroup controls) {
        Map<Group, List<Asked>> groups =
                new TreeMap<>(Comparator.comparing(Group::campaign).thenComparing(Group::answering));
        List<InteractionKind> kinds = answers.view().kinds();
        for (AskColumns asks : answers.chunks()) {
            for (int i = 0; i < asks.size(); i++) {
                String campaign = kinds.get(asks.kind(i)).campaign().orElse("");
                if (answers.isChosen(asks, i)
                        && answers.isClosed(asks, i)
                        && controls.of(campaign).isPresent()) {
                    int set = answers.roles().answering(asks.kind(i));
                    groups.computeIfAbsent(new Group(controls.group(campaign), set), each -> new ArrayList<>())
                            .add(new Asked(asks.row(i), asks.first(i), answers.close(asks, i)));
                }
            }
        }
        return groups;
    }

    /** One campaign's asks, and by how much each customer moves the difference. */
    private static final class Part {
        private final String campaign;
        private final Map<Integer, Double> influence = new TreeMap<>();
        private double contactedRate;
        private double controlRate;
        private int contacted;
        private int customers;
        private int controls;

        Part(String campaign) {
            this.campaign = campaign;
        }

        /** Of a single customer on a side nobody knows how far others are from that: then a share's largest variance, else 0. */
        double unknownVariance() {
            return (customers < 2 ? 0.25 : 0) + (controls < 2 ? 0.25 : 0);
        }

        boolean isJudged() {
            return unknownVariance() == 0;
        }

        Row row() {
            return new Row(
                    campaign.isEmpty() ? "all contacts" : campaign,
                    contacted,
                    contactedRate,
                    controls,
                    controlRate,
                    new Estimate(contactedRate - controlRate, isJudged() ? error(influence, 0) : Double.NaN));
        }
    }

    private static double error(Map<Integer, Double> influence, double unknownVariance) {
        return Math.sqrt(
                influence.values().stream().mapToDouble(moved -> moved * moved).sum() + unknownVariance);
    }

    private static Part part(Answers answers, Group group, List<Asked> asked, ControlGroup controls, Choice choice) {
        Part part = new Part(group.campaign());
        CustomerActs acts = new CustomerActs(
                answers.view(), answers.roles(), answers.policy().answersAtOnce());
        Set<String> left = controls.of(group.campaign()).orElseThrow();
        contacted(part, asked, left, answers.view(), acts, group.answering(), choice);
        if (part.contacted > 0) {
            controls(part, instants(asked), left, answers.view(), acts, group.answering(), choice);
        }
        return part;
    }

    private static void contacted(
            Part part, List<Asked> asked, Set<String> left, LogView view, CustomerActs acts, int set, Choice choice) {
        Map<Integer, double[]> ofCustomer = new LinkedHashMap<>();
        int before = -1;
        double sum = 0;
        for (Asked ask : asked) {
            if (!left.contains(view.customerId(ask.row())) && choice.takes(ask.row(), ask.at())) {
                if (ask.row() != before) {
                    acts.begin(ask.row());
                    before = ask.row();
                }
                double acted = acts.actsWithin(set, ask.at(), ask.close()) ? 1 : 0;
                double[] own = ofCustomer.computeIfAbsent(ask.row(), each -> new double[2]);
                own[0] += acted;
                own[1]++;
                sum += acted;
                part.contacted++;
            }
        }
        part.customers = ofCustomer.size();
        part.contactedRate = sum / part.contacted;
        ofCustomer.forEach((row, own) ->
                part.influence.merge(row, (own[0] - part.contactedRate * own[1]) / part.contacted, Double::sum));
    }

    /** Instants and lengths of the contacted, up to 64 of them, evenly spread in their order. */
    private static List<Asked> instants(List<Asked> asked) {
        List<Asked> sorted = asked.stream()
                .sorted(Comparator.comparingLong(Asked::at).thenComparingLong(Asked::close))
                .toList();
        List<Asked> distinct = new ArrayList<>();
        for (int i = 0; i < INSTANTS; i++) {
            distinct.add(sorted.get((int) ((i + 0.5) / INSTANTS * sorted.size())));
        }
        return distinct;
    }

    private static void controls(
            Part part,
            List<Asked> instants,
            Set<String> left,
            LogView view,
            CustomerActs acts,
            int set,
            Choice choice) {
        Map<Integer, Double> shares = new LinkedHashMap<>();
        double sum = 0;
        for (String id : (Iterable<String>) left.stream().sorted()::iterator) {
            int row = view.row(id).orElse(-1);
            double share = row < 0 ? Double.NaN : share(instants, view, row, acts, set, choice);
            if (!Double.isNaN(share)) {
                shares.put(row, share);
                sum += share;
                part.controls++;
            }
        }
        part.controlRate = sum / part.controls;
        shares.forEach(
                (row, share) -> part.influence.merge(row, -(share - part.controlRate) / part.controls, Double::sum));
    }

    /** The share of instants behind which a control acted; NaN if nobody knew them yet. */
    private static double share(
            List<Asked> instants, LogView view, int row, CustomerActs acts, int set, Choice choice) {
        acts.begin(row);
        Optional<Instant> since = view.customer(row).since();
        long known = since.map(Instant::toEpochMilli)
                .orElse(view.start(row) < view.end(row) ? view.epochMilli(view.start(row)) : Long.MIN_VALUE);
        double acted = 0;
        int seen = 0;
        for (Asked instant : instants) {
            if (known <= instant.at() && choice.takes(row, instant.at())) {
                seen++;
                acted += acts.actsWithin(set, instant.at(), instant.close()) ? 1 : 0;
            }
        }
        return seen == 0 ? Double.NaN : acted / seen;
    }

    /**
     * One campaign.
     *
     * @param campaign its name; {@code all} for all together
     * @param contacted closed asks of contacted customers
     * @param contactedRate the share with an act within the window
     * @param controls customers of the control group; all together one counts in each campaign
     * @param controlRate their share with an act in the same window
     * @param beyondChance the difference; how sure it is is not known of a campaign with a single customer on a side, which counts in all
     *     together by the largest variance that a share has
     */
    public record Row(
            String campaign,
            long contacted,
            double contactedRate,
            long controls,
            double controlRate,
            Estimate beyondChance) {
        /**
         * Checks that nothing is missing.
         *
         * @param campaign its name
         * @param contacted closed asks
         * @param contactedRate their rate
         * @param controls customers of the control group
         * @param controlRate their rate
         * @param beyondChance the difference
         */
        public Row {
            Objects.requireNonNull(campaign, "campaign");
            Objects.requireNonNull(beyondChance, "beyondChance");
        }
    }

    /**
     * All rows.
     *
     * @return by campaign, and that of all together
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * All campaigns together, by their asks.
     *
     * @return the last row
     */
    public Row all() {
        return rows.get(rows.size() - 1);
    }

    /** By how much each customer moves the difference of all together; by row. */
    Map<Integer, Double> influence() {
        return influence;
    }

    /** As text. */
    @Override
    public String toString() {
        return table().toString();
    }

    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("campaign")
                .column("contacted")
                .column("contacted_rate", "%.4f")
                .column("controls")
                .column("control_rate", "%.4f")
                .column("beyond_chance", "%.4f")
                .column("se", "%.4f")
                .column("lower_95", "%.4f")
                .column("upper_95", "%.4f");
        for (Row row : rows) {
            table.row(
                    row.campaign(),
                    row.contacted(),
                    row.contactedRate(),
                    row.controls(),
                    row.controlRate(),
                    row.beyondChance().value(),
                    row.beyondChance().standardError(),
                    row.beyondChance().interval().lower(),
                    row.beyondChance().interval().upper());
        }
        return table.build();
    }
}
