package io.engagement.cli;

import io.engagement.testkit.run.FullRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Ways to run each command on a small base, with little more than it needs: what tests of all options start from. */
final class Invocations {
    private static final int CUSTOMERS = 60;
    /** Enough who leave. */
    private static final int MANY = 160;
    /** Of whom a share of none is small. */
    private static final int SENT = 700;
    /** Enough for groups of a panel. */
    private static final int UNITS = 210;
    /** Where many models are fitted. */
    private static final int FEW = 20;

    private final Path folder;
    private final List<Invocation> all = new ArrayList<>();

    /**
     * A run.
     *
     * @param command words that name it
     * @param more options and their values, in pairs
     * @param input words at the end
     */
    record Invocation(List<String> command, List<String> more, List<String> input) {
        String name() {
            return String.join(" ", command);
        }

        boolean hasJson() {
            return line().getCommandSpec().findOption("--json") != null;
        }

        CommandLine line() {
            CommandLine line = Main.commandLine(Run.CLOCK);
            for (String word : command) {
                line = Objects.requireNonNull(line.getSubcommands().get(word), word);
            }
            return line;
        }

        boolean has(String option) {
            return more.contains(option) || input.contains(option);
        }

        /** The same with an option, in the place of the same one. */
        Invocation with(String option, String... value) {
            List<String> kept = new ArrayList<>(more);
            int at = kept.indexOf(option);
            if (at >= 0 && value.length > 0) {
                kept.subList(at, at + 2).clear();
            }
            kept.add(option);
            kept.addAll(List.of(value));
            return new Invocation(command, kept, input);
        }

        /** The same with an option of its file. */
        Invocation ofFile(String option, String value) {
            return new Invocation(
                    command,
                    more,
                    Stream.concat(input.stream(), Stream.of(option, value)).toList());
        }

        Run run() {
            return Run.of(Stream.of(command, more, input).flatMap(List::stream).toList());
        }

        /** Without the folder of its files, and the base, which is the same for all. */
        @Override
        public String toString() {
            String words = (name() + " " + String.join(" ", more)).replaceAll("\\S*/", "");
            return words.replace(" --as-of 2024-07-01 --customers customers.csv", "");
        }
    }

    private Invocations(Path folder) {
        this.folder = folder;
    }

    static Invocations none() {
        return new Invocations(Path.of(""));
    }

    static Invocations in(Path folder) {
        Invocations made = new Invocations(folder);
        made.ofBases();
        made.ofExperiments();
        made.ofTables();
        return made;
    }

    List<Invocation> all() {
        return List.copyOf(all);
    }

    /** A file that an option names. */
    String file(String name) {
        return folder.resolve(name).toString();
    }

    private String write(String name, String text) {
        return Run.file(folder, name, text).toString();
    }

    private void add(String command, String input, String... more) {
        all.add(new Invocation(words(command), List.of(more), words(input)));
    }

    /** Where all scores are fitted again for each option. */
    private void addIfFull(String command, String input, String... more) {
        if (FullRun.isOn()) {
            add(command, input, more);
        }
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }

    private void ofBases() {
        String input = "--input " + write("acts.csv", acts(CUSTOMERS));
        String customers = write("customers.csv", customers());
        String[] known = {"--as-of", "2024-07-01", "--customers", customers};
        write("referrals.csv", "referrer,referred,at\nc4,c5,2024-01-04\n");
        write(
                "policy.txt",
                "engagement contact-policy 1\nconsent unless-withdrawn\ncomplaint-hold 30d\nunanswered 5\nrest 30d\n");
        String aims = write("aims.txt", aims("measure count_within[initiator=COMPANY, PT2160H by PT72H]"));
        write("other.txt", "fedcba9876543210fedcba9876543210");
        write("seasons.csv", "from,sale\n2023-12-31,0\n2024-03-01,1\n2024-05-01,0\n2025-07-01,0\n");
        write("terms.csv", "campaign,name,cost\nspring,Spring,0.5\n");
        String sent = "--input " + write("sent.csv", sent());
        String drawn = write("drawn.csv", sentTo());
        String[] short10 = {"--as-of", "2024-07-01", "--short", "10d", "--long", "20d"};
        Run.of(
                "fit",
                "--model",
                "bg-nbd",
                "--save",
                file("model.txt"),
                "--as-of",
                "2024-06-01",
                "--input",
                file("acts.csv"));
        add("score", input, known);
        add("demo", "", "--customers", "30", "--out", file("demo.csv"));
        for (String model : List.of("bg-nbd", "pareto-nbd", "bg-bb", "sbg", "gamma-gamma", "engagement", "retention")) {
            add("fit", input, with(known, "--model", model));
        }
        String few = "--input " + write("few.csv", acts(FEW));
        add("compare", few, known);
        add("evaluate", few, with(known, "--horizon", "30d"));
        addIfFull("report", few, with(known, "--out", file("page.html")));
        add("dialogue", input, known);
        add("dialogue", input, with(known, "--customer", "c3"));
        add("outcomes", sent, with(short10, "--assignments", drawn));
        add("outcomes", sent, with(short10, "--random-campaigns", "spring"));
        add("outcomes", sent, short10);
        add("journey", input, known);
        add("journey", input, with(known, "--customer", "c3"));
        String more = "--input " + write("more.csv", acts(MANY));
        add("motives", more, known);
        add("motives", more, with(known, "--customer", "c3"));
        add("consistency", input, known);
        add("contacts", input, known);
        addIfFull("contacts", input, with(known, "--value", "expected_purchases"));
        add("policy", input, known);
        add("policy", input, with(known, "--channel", "email", "--purpose", "OFFER"));
        add("policy", input, with(known, "--channel", "email", "--purpose", "OFFER", "--customer", "c3"));
        add("lifecycle", input, known);
        add("objectives", input, with(known, "--objectives", aims));
        String scores = write("scores.txt", aims("scorer retention_risk"));
        addIfFull("objectives", input, with(known, "--objectives", scores));
        add("mutual", input, known);
        add("mutual", sent, with(short10, "--assignments", drawn));
        addIfFull("mutual", input, with(known, "--value", "lifetime_value"));
        add("simulate", "", "--customers", "3");
    }

    private static String[] with(String[] words, String... more) {
        return Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private static String aims(String figure) {
        return """
                engagement objectives 1
                period PT720H
                size 1
                objective.0 objective 1
                objective.0.name aim
                objective.0.side AT_MOST
                objective.0.target 3
                objective.0.owner Ada
                objective.0.due 2024-12-31T00:00:00Z
                objective.0.figure base-figure 1
                objective.0.figure.how MEAN
                objective.0.figure.""" + figure + "\n";
    }

    /** Half a year; some sign up and leave again; campaigns go to every second; one row cannot be read. */
    private static String acts(int customers) {
        StringBuilder rows = new StringBuilder(
                "customer_id,at,purpose,initiator,channel,direction,department,campaign,value,cost,id,in_reply_to\n");
        for (int i = 0; i < customers; i++) {
            add(rows, i, day(i), "SIGN_UP,CUSTOMER,web,INBOUND,,,,,,");
            for (int k = 0; k <= (i * 7) % 9; k++) {
                String what = "PURCHASE,CUSTOMER," + (k % 3 == 0 ? "store" : "web")
                        + ",INBOUND,,,%d,,,".formatted(5 + i % 20 + 3 * k);
                add(rows, i, 5 + day(i) + k * (6 + i % 13), what);
            }
            if (i % 2 == 0) {
                add(rows, i, 70, "OFFER,COMPANY,email,OUTBOUND,sales,spring,,0.5,,");
                add(rows, i, 72 + i % 5, "MESSAGE,CUSTOMER,email,INBOUND,,,,,,");
                add(rows, i, 110, "OFFER,COMPANY,phone,OUTBOUND,marketing,summer,,2,,");
            }
            add(rows, i, 90 + i % 7, "QUESTION,CUSTOMER,email,INBOUND,,,,,q%d,".formatted(i));
            if (i % 4 != 0) {
                add(rows, i, 91 + i % 9, "QUESTION,COMPANY,email,OUTBOUND,service,,,1,,q%d".formatted(i));
            }
            if (i % 5 == 0) {
                add(rows, i, 95, "REVIEW,CUSTOMER,web,INBOUND,,,,,,");
                add(rows, i, 99, "REWARD,COMPANY,email,OUTBOUND,sales,,,3,,");
                add(rows, i, 101, "VOUCHER,COMPANY,email,OUTBOUND,sales,,,4,,");
                add(rows, i, 103, "NEWS,COMPANY,email,OUTBOUND,marketing,,,1,,");
            }
            if (i % 20 == 0) {
                add(rows, i, 97, "IDEA,CUSTOMER,web,INBOUND,,,,,,");
            }
            if (i % 10 == 0) {
                add(rows, i, 98, "FEEDBACK,CUSTOMER,web,INBOUND,,,,,,");
            }
            if (i % 3 == 0) {
                add(rows, i, 115 + i % 60, "CANCELLATION,CUSTOMER,web,INBOUND,,,,,,");
            }
        }
        add(rows, 4, 50, "PURCHASE,CUSTOMER,web,INBOUND,,,9,,,");
        add(rows, 4, 50, "PURCHASE,CUSTOMER,web,INBOUND,,,9,,,");
        rows.append("c1,whenever,PURCHASE,CUSTOMER,web,INBOUND,,,1,,,\n");
        return rows.toString();
    }

    /** Who buy again and again, of whom half are sent an offer: enough for what an effect's size changes, as nobody leaves. */
    private static String sent() {
        StringBuilder rows =
                new StringBuilder("customer_id,at,purpose,initiator,channel,direction,campaign,value,cost\n");
        for (int i = 0; i < SENT; i++) {
            for (int k = 0; k < 12; k++) {
                if (k > 6 || mix(i, k) % 4 > 0) {
                    String bought = "PURCHASE,CUSTOMER,web,INBOUND,,%d,".formatted(20 + mix(i, k + 70) % 20);
                    add(rows, i, 2 + 14 * k + mix(i, k + 50) % 14, bought);
                }
            }
            if (isSent(i)) {
                String offer = i % 40 == 0
                        ? "OFFER,COMPANY,phone,OUTBOUND,summer,,0.5"
                        : "OFFER,COMPANY,email,OUTBOUND,spring,,0.5";
                add(rows, i, 100 + 7 * (mix(i, 98) % 2), offer);
            }
            if (mix(i, 97) % 20 == 0) {
                add(rows, i, mix(i, 96) % 170, "IDEA,CUSTOMER,web,INBOUND,,3,");
            }
            if (isSent(i) && mix(i, 95) % 2 > 0) {
                add(rows, i, 108, "NEWS,CUSTOMER,web,INBOUND,,,");
            }
        }
        return rows.toString();
    }

    private static String sentTo() {
        StringBuilder rows = new StringBuilder("customer_id,campaign,arm,at\n");
        for (int i = 0; i < SENT; i++) {
            rows.append("c%d,%s,2024-04-10%n".formatted(i, isSent(i) ? "spring,mail" : ",control"));
        }
        return rows.toString();
    }

    private static boolean isSent(int i) {
        return mix(i, 91) % 2 == 0;
    }

    /** As good as drawn. */
    private static int mix(int i, int k) {
        int mixed = (i * 7919 + k * 104_729 + 12_345) * 0x9E3779B1;
        mixed = (mixed ^ (mixed >>> 15)) * 0x85EBCA77;
        return (mixed ^ (mixed >>> 13)) >>> 8;
    }

    private static int day(int i) {
        return 1 + (i * 11) % 28;
    }

    private static void add(StringBuilder rows, int customer, int day, String rest) {
        LocalDate at = LocalDate.of(2024, 1, 1).plusDays(day);
        rows.append("c%d,%sT%02d:10:00Z,%s%n".formatted(customer, at, (customer * 5) % 24, rest));
    }

    private static String customers() {
        StringBuilder rows = new StringBuilder("customer_id,country,age,referred_by,recruiter,group,region\n");
        for (int i = 0; i < MANY; i++) {
            rows.append(String.format(
                    Locale.ROOT,
                    "c%d,%s,%d,%s,%s,%s,%s%n",
                    i,
                    i % 3 == 0 ? "FR" : "DE",
                    20 + (i * 17) % 50,
                    i % 10 == 1 ? "c0" : i % 10 == 5 ? "c" + (i - 4) : "",
                    i % 10 == 2 ? "c3" : "",
                    i % 2 == 0 ? "mailed" : "control",
                    i % 4 == 0 ? "north" : "south"));
        }
        return rows.toString();
    }

    private static String drawn() {
        StringBuilder rows = new StringBuilder("customer_id,campaign,arm,at\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            rows.append(
                    "c%d,%s,%s,2024-03-11%n".formatted(i, i % 2 == 0 ? "spring" : "", i % 2 == 0 ? "mail" : "control"));
        }
        return rows.toString();
    }

    private void ofExperiments() {
        StringBuilder rows = new StringBuilder("customer_id,arm,spend,visit,region,age,earlier\n");
        for (int i = 0; i < 480; i++) {
            rows.append("c%d,%s,%d,%d,%s,%d,%d%n"
                    .formatted(
                            i,
                            i % 3 == 0 ? "mail" : i % 3 == 1 ? "card" : "none",
                            i % 4 == 0 ? (i * 31) % 17 + (i % 3 == 0 ? 5 : 0) : 0,
                            i % 4 == 0 ? 1 : 0,
                            i % 5 < 2 ? "north" : "south",
                            20 + (i * 13) % 50,
                            (i * 29) % 11));
        }
        String units = write("units.csv", rows.toString());
        String[] read = {"--units", units, "--arm", "arm", "--hold-out", "none", "--outcome", "spend"};
        write("secret.txt", "0123456789abcdef0123456789abcdef");
        add("experiment plan", "", "--share", "visit=0.1", "--customers-planned", "20000");
        add("experiment plan", "", "--units", units, "--outcome", "spend");
        add(
                "experiment assign",
                "",
                "--experiment",
                "spring",
                "--secret-file",
                file("secret.txt"),
                "--shares",
                "none=0.2,mail=0.8",
                "--units",
                units,
                "--out",
                file("arms.csv"));
        add("experiment read", "", read);
        add("experiment selftest", "", with(read, "--times", "20"));
        String log = "--input " + file("acts.csv");
        write("assigned.csv", drawn());
        String[] ofLog = {"--assignments", file("assigned.csv"), "--as-of", "2024-07-01", "--hold-out", "control"};
        add("experiment read", log, ofLog);
        add(
                "targeting",
                "--input " + units,
                "--hold-out",
                "none",
                "--arm",
                "arm",
                "--outcome",
                "spend",
                "--covariates",
                "region,age");
    }

    private void ofTables() {
        StringBuilder panel = new StringBuilder("unit,period,group,outcome,other\n");
        StringBuilder periods = new StringBuilder("unit,period,event,x,y\n");
        for (int i = 0; i < UNITS; i++) {
            int begins = List.of(16, 24, 0).get(mix(i, 1) % 3);
            for (int t = 1; t <= 26; t++) {
                int more = begins > 0 && t >= begins ? 4 : 0;
                int usual = mix(i, 60) % 5 + (begins > 0 ? mix(i, 61) % 5 : 0);
                panel.append("u%d,%d,%d,%d,%d%n"
                        .formatted(i, t, begins, mix(i, t) % 13 + usual + more, mix(i, t + 100) % 5 + more));
            }
        }
        for (int i = 0; i < 120; i++) {
            for (int t = 1; t <= 1 + i % 4; t++) {
                periods.append(
                        "u%d,%d,%d,%d,%d%n".formatted(i, t, t == 1 + i % 4 && i % 3 == 0 ? 1 : 0, (i * 3) % 7, i % 2));
            }
        }
        String file = write("panel.csv", panel.toString());
        add("panel", file, "--window", "long=0..6");
        add("panel", file);
        add("hazard", "", "--periods", write("periods.csv", periods.toString()), "--columns", "x");
    }
}
