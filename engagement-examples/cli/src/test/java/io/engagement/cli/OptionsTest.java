package io.engagement.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.cli.Invocations.Invocation;
import io.engagement.testkit.run.FullRun;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What holds for all options of all commands, found by the model of the command line: nothing that a user gives is silently ignored.
 */
class OptionsTest {
    private static final Set<String> OF_FILE = Set.of("InputPlace", "InputColumns", "InputFile");
    private static final boolean FULL = FullRun.isOn();

    /** What the label of an option's value tells of it. */
    private enum Sort {
        NAME,
        SHARE,
        AMOUNT,
        COUNT,
        OTHER
    }

    private static final Map<String, Sort> SORTS = Map.ofEntries(
            entry("ATTRIBUTE", Sort.NAME),
            entry("ATTRIBUTE=TEXT", Sort.NAME),
            entry("PURPOSE", Sort.NAME),
            entry("CHANNEL", Sort.NAME),
            entry("NAME", Sort.NAME),
            entry("SCORE", Sort.NAME),
            entry("MODEL", Sort.NAME),
            entry("ID", Sort.NAME),
            entry("COLUMN", Sort.NAME),
            entry("ARM", Sort.NAME),
            entry("DIMENSION", Sort.NAME),
            entry("UNIT", Sort.NAME),
            entry("WHAT", Sort.NAME),
            entry("WAY", Sort.NAME),
            entry("WHO", Sort.NAME),
            entry("PERIOD", Sort.NAME),
            entry("FIELD=COLUMN", Sort.NAME),
            entry("FIELD=VALUE", Sort.NAME),
            entry("FIELD:TEXT=VALUE", Sort.NAME),
            entry("COLUMN=TEXT", Sort.NAME),
            entry("COLUMN=FILE", Sort.NAME),
            entry("ARM=SHARE", Sort.NAME),
            entry("ARM=AMOUNT", Sort.NAME),
            entry("NAME=SHARE", Sort.SHARE),
            entry("NAME=MEAN", Sort.OTHER),
            entry("NAME=SD", Sort.AMOUNT),
            entry("SHARE", Sort.SHARE),
            entry("LEVEL", Sort.SHARE),
            entry("RATE", Sort.SHARE),
            entry("AMOUNT", Sort.AMOUNT),
            entry("WORTH", Sort.OTHER),
            entry("CHANGE", Sort.OTHER),
            entry("MONEY", Sort.AMOUNT),
            entry("N", Sort.COUNT),
            entry("NUMBER", Sort.COUNT),
            entry("COUNT", Sort.COUNT),
            entry("CUSTOMERS", Sort.COUNT),
            entry("CODE", Sort.NAME),
            entry("major|minor", Sort.NAME),
            entry("return|keep|refuse", Sort.NAME),
            entry("refuse|drop", Sort.NAME),
            entry("equal|identical|first|last|refuse", Sort.NAME),
            entry("id", Sort.NAME),
            entry("SQL", Sort.OTHER),
            entry("<password>", Sort.OTHER),
            entry("ms|s|min|h", Sort.NAME),
            entry("CODE=NUMBER", Sort.OTHER),
            entry("SIGN", Sort.OTHER),
            entry("S", Sort.OTHER),
            entry("SEED", Sort.OTHER),
            entry("LENGTH", Sort.OTHER),
            entry("TIME", Sort.OTHER),
            entry("FILE", Sort.OTHER),
            entry("CHAR", Sort.OTHER),
            entry("CHARACTER", Sort.OTHER),
            entry("C", Sort.OTHER),
            entry("FORMAT", Sort.OTHER),
            entry("ZONE", Sort.OTHER),
            entry("FROM-TO", Sort.OTHER),
            entry("FROM..TO", Sort.OTHER),
            entry("NAME=FROM..TO", Sort.OTHER));

    /** Names that are given, and not chosen among those that there are; and those of encodings, which are too many to be told. */
    private static final Set<String> FREE = Set.of(
            "--experiment", "--charset", "--customers-charset", "--seed", "--user", "experiment assign --shares");

    /** Values that exist, are not usual, and change something on the base; by the command's option where it differs. */
    private static Map<String, String> values = Map.of();

    private static final Map<Invocation, Run> RUNS = new HashMap<>();

    private static List<Given> given = List.of();

    @TempDir
    private static Path folder = Path.of("");

    private static Invocations invocations = Invocations.none();

    /** An option where a command is run in some way. */
    private record Given(Invocation invocation, OptionSpec option) {
        String name() {
            return option.longestName();
        }

        Sort sort() {
            return SORTS.getOrDefault(option.paramLabel(), Sort.OTHER);
        }

        String value() {
            return Stream.of(invocation + " " + name(), toString(), name())
                    .filter(values::containsKey)
                    .findFirst()
                    .map(values::get)
                    .orElse("");
        }

        Invocation with(String... value) {
            boolean ofFile = option.group() != null && OF_FILE.contains(declaring());
            return ofFile ? invocation.ofFile(name(), value[0]) : invocation.with(name(), value);
        }

        /** With the option and a value that it takes. */
        Invocation given() {
            if (option.arity().max() == 0) {
                return with();
            }
            assertThat(value()).as("a value of %s", this).isNotEmpty();
            return with(value());
        }

        /** Of a base, or of all scores: once is enough. */
        boolean isShared() {
            boolean allScores = Set.of("score", "demo").contains(invocation.name())
                    || (!FULL && !invocation.name().equals("fit"));
            boolean isOfTable = declaring().equals("PageOptions");
            return isOfTable
                    || Set.of("InputPlace", "InputColumns", "InputFile", "LogOptions", "CustomerOptions")
                            .contains(declaring())
                    || (allScores
                            && Set.of("ScoringOptions", "CovariateOptions", "ContractOptions", "ScaleOptions")
                                    .contains(declaring()));
        }

        boolean isFree() {
            return FREE.contains(name()) || FREE.contains(toString());
        }

        String declaring() {
            return option.userObject() instanceof Field field
                    ? field.getDeclaringClass().getSimpleName()
                    : "";
        }

        @Override
        public String toString() {
            return invocation.name() + " " + name();
        }
    }

    @BeforeAll
    static void write() {
        invocations = Invocations.in(folder);
        values = values();
    }

    private static Map<String, String> values() {
        return Map.ofEntries(
                entry("--table", "answers"),
                entry("--format", "jsonl"),
                entry("--digits", "3"),
                entry("--bands", "4"),
                entry("--map", "cost=value"),
                entry("--set", "channel=fax"),
                entry("--translate", "purpose:QUESTION=PURCHASE"),
                entry("--where", "purpose=PURCHASE"),
                entry("--lookup", "campaign=" + invocations.file("terms.csv")),
                entry("--time-format", "dd.MM.yyyy"),
                entry("--delimiter", ";"),
                entry("--charset", "UTF-16"),
                entry("--repeated-ids", "identical"),
                entry("--add-up", "id"),
                entry("--merged-customers", invocations.file("terms.csv")),
                entry("--rates-file", invocations.file("terms.csv")),
                entry("--sheet", "orders"),
                entry("--query", "select 1"),
                entry("--user", "reader"),
                entry("--password-file", invocations.file("other.txt")),
                entry("--password", "secret"),
                entry("--customers", "7"),
                entry("--as-of", "2024-06-01"),
                entry("--zone", "Asia/Tokyo"),
                entry("--time-scale", "DAYS"),
                entry("--allow-refused", "0"),
                entry("--horizon", "45d"),
                entry("--engagement-horizon", "14d"),
                entry("--value-horizon", "1y"),
                entry("--margin", "0.3"),
                entry("--discount-rate", "0.5"),
                entry("--models", invocations.file("model.txt")),
                entry("--model", "nbd"),
                entry("--period", "WEEKS"),
                entry("--spend", "normal-normal"),
                entry("--retention", "additive-logistic"),
                entry("--own-gaps", "2"),
                entry("--covariates", "country"),
                entry("--unseen", "baseline"),
                entry("--contract", "sbg"),
                entry("--renewals", "3"),
                entry("--payment", "USE"),
                entry("--seed", "7"),
                entry("--seasons", invocations.file("seasons.csv")),
                entry("--split", "2024-04-01"),
                entry("--origins", "2"),
                entry("--customer", "c7"),
                entry("--by", "country"),
                entry("--promise", "3d"),
                entry("--asks", "OFFER"),
                entry("--campaigns", "spring"),
                entry("--answers", "PURCHASE"),
                entry("--window", "2d"),
                entry("--unit", "CONTACT"),
                entry("--hold-out", "group=control"),
                entry("--random-campaigns", "summer"),
                entry("outcomes --assignments", invocations.file("drawn.csv")),
                entry("outcomes --hold-out", "mail"),
                entry("outcomes --campaigns", invocations.file("terms.csv")),
                entry("--short", "5d"),
                entry("--long", "15d"),
                entry("--long-from", "21d"),
                entry("outcomes --spend", "IDEA"),
                entry("--harm", "IDEA"),
                entry("--relevant", "500"),
                entry("--quiet-hours", "10-9"),
                entry("--from", "2024-04-15"),
                entry("--to", "2024-06-01"),
                entry("--within", "3d"),
                entry("--stages", invocations.file("aims.txt")),
                entry("--exit", "INACTIVE"),
                entry("--exit-purpose", "IDEA"),
                entry("motives --period", "14d"),
                entry("--top", "1"),
                entry("contacts --top", "0.5"),
                entry("contacts --by", "CHANNEL"),
                entry("--segment", "country=DE"),
                entry("mutual --segment", "country"),
                entry("mutual --assignments", invocations.file("drawn.csv")),
                entry("mutual --hold-out", "mail"),
                entry("mutual --campaigns", invocations.file("terms.csv")),
                entry("--close-of", "CAMPAIGN"),
                entry("--value", "lifetime_value"),
                entry("--unheard", "10d"),
                entry("--policy", invocations.file("policy.txt")),
                entry("--channel", "phone"),
                entry("--purpose", "HELP"),
                entry("--at", "2024-08-01"),
                entry("--activity", "PURCHASE"),
                entry("--objectives", invocations.file("aims.txt")),
                entry("--referred-by", "recruiter"),
                entry("--referrals", invocations.file("referrals.csv")),
                entry("--helps", "NEWS"),
                entry("--sells", "NEWS"),
                entry("--neither", "OFFER"),
                entry("--influence", "IDEA"),
                entry("--influence-worth", "2"),
                entry("--knowledge", "IDEA"),
                entry("--knowledge-worth", "2"),
                entry("--rewards", "VOUCHER"),
                entry("mutual --window", "85d"),
                entry("--passed-on", "0.5"),
                entry("--units", invocations.file("units.csv")),
                entry("--delimiter-units", ";"),
                entry("experiment plan --customer", "age"),
                entry("experiment read --customer", "age"),
                entry("experiment selftest --customer", "age"),
                entry("experiment assign --customer", "age"),
                entry("--arm", "region"),
                entry("experiment plan --hold-out", "mail"),
                entry("experiment read --hold-out", "mail"),
                entry("experiment selftest --hold-out", "mail"),
                entry("--outcome", "visit"),
                entry("--before", "earlier"),
                entry("--campaign", "summer"),
                entry("--before-at", "age"),
                entry("--assigned-at", "age"),
                entry("--assignments", invocations.file("assigned.csv")),
                entry("--before-window", "60d"),
                entry("--acts", "QUESTION"),
                entry("--share", "buys=0.2"),
                entry("--mean", "euros=3"),
                entry("--sd", "euros=3"),
                entry("--customers-planned", "900"),
                entry("--hold-out-share", "0.3"),
                entry("--effect", "0.02"),
                entry("--per-day", "100"),
                entry("--long-window", "10d"),
                entry("--power", "0.8"),
                entry("--level", "0.1"),
                entry("--findings", "3"),
                entry("--looks", "0.5,1"),
                entry("--experiment", "autumn"),
                entry("--secret-file", invocations.file("other.txt")),
                entry("--shares", "none=0.3,mail=0.7"),
                entry("experiment read --shares", "none=0.34,mail=0.33,card=0.33"),
                entry("--look", "1"),
                entry("--any-time", "1200"),
                entry("--times", "30"),
                entry("--shifts", "2"),
                entry("panel --unit", "other"),
                entry("panel --period", "other"),
                entry("panel --group", "other"),
                entry("panel --unrelated", "other"),
                entry("panel panel.csv --controls", "later"),
                entry("--step", "2"),
                entry("--levels", "3"),
                entry("outcomes --unrelated", "NEWS"),
                entry("--campaign-columns", "name=campaign"),
                entry("--lags", "2"),
                entry("panel --outcome", "other"),
                entry("--controls", "never"),
                entry("--base", "universal"),
                entry("--pretest", "-2..-1"),
                entry("panel --window", "early=0..1"),
                entry("--periods-before", "2"),
                entry("--trim", "0.5"),
                entry("--input", invocations.file("units.csv")),
                entry("--periods", invocations.file("periods.csv")),
                entry("hazard --unit", "y"),
                entry("hazard --period", "x"),
                entry("--event", "y"),
                entry("--columns", "x,y"),
                entry("--ridge", "3"),
                entry("--cost", "earlier"),
                entry("--costs", "mail=1"),
                entry("--id", "customer_id"),
                entry("--arms", "mail"),
                entry("--worth", "0.5"),
                entry("--mapping", invocations.file("policy.txt")),
                entry("--customers-mapping", invocations.file("policy.txt")),
                entry("--preset", "segment"),
                entry("--decimal", ","),
                entry("--rate", "USD=0.9"),
                entry("--amount-unit", "minor"),
                entry("--customers-map", "since=nosuch"),
                entry("--customers-delimiter", ";"),
                entry("--customers-query", "select 1"),
                entry("--customers-user", "reader"),
                entry("--customers-password", "secret"),
                entry("--customers-password-file", invocations.file("other.txt")),
                entry("--customers-sheet", "customers"),
                entry("--customers-where", "nosuch=1"),
                entry("--customers-lookup", "nosuch=" + invocations.file("terms.csv")),
                entry("--customers-time-zone", "Asia/Tokyo"),
                entry("--customers-decimal", ","),
                entry("--customers-charset", "UTF-16"),
                entry("--customers-time-format", "dd.MM.yyyy"),
                entry("targeting --covariates", "region"));
    }

    private static List<Given> given() {
        if (given.isEmpty()) {
            given = found();
        }
        return given;
    }

    /** Each option of a command once, where it is run first and where one customer is looked at; in the full form, wherever it is run. */
    private static List<Given> tried() {
        Set<String> seen = new TreeSet<>();
        return given().stream()
                .filter(each -> FULL || each.invocation.more().contains("c3") || seen.add(each.toString()))
                .toList();
    }

    private static List<Given> found() {
        List<Given> all = new ArrayList<>();
        Set<String> shared = new TreeSet<>();
        for (Invocation each : invocations.all()) {
            for (OptionSpec option : each.line().getCommandSpec().options()) {
                Given given = new Given(each, option);
                if (!option.usageHelp() && !option.versionHelp() && (!given.isShared() || shared.add(given.name()))) {
                    all.add(given);
                }
            }
        }
        return all;
    }

    @Test
    void everyLabelTellsWhatSortOfValueItIs() {
        assertThat(given())
                .filteredOn(each -> each.option.arity().max() > 0)
                .allSatisfy(each -> assertThat(SORTS).as(each.toString()).containsKey(each.option.paramLabel()));
    }

    @Test
    void allEndWell() {
        assertThat(invocations.all()).allSatisfy(each -> {
            Run run = usual(each);
            assertThat(run.exitCode()).as("%s: %s", each, run.err()).isZero();
        });
    }

    private static void check(Sort sort, Consumer<Given> claim) {
        assertThat(tried())
                .filteredOn(each -> each.sort() == sort && !each.isFree())
                .allSatisfy(claim);
    }

    /** Run once for all tests. */
    private static Run usual(Invocation each) {
        return RUNS.computeIfAbsent(each, Invocation::run);
    }

    private static String refusal(Run run) {
        return run.err()
                .lines()
                .filter(line -> line.startsWith("engagement:"))
                .findFirst()
                .orElse("");
    }

    private static void refused(Given each, String value) {
        Run run = each.with(value).run();
        assertThat(run.exitCode()).as(value).isEqualTo(2);
        assertThat(refusal(run)).contains(each.name());
    }

    private static String misspelt(String label) {
        return switch (label) {
            case "ATTRIBUTE=TEXT", "COLUMN=TEXT" -> "nosuch=1";
            case "FIELD=COLUMN" -> "at=nosuch";
            case "FIELD=VALUE" -> "nosuch=1";
            case "FIELD:TEXT=VALUE" -> "nosuch:a=b";
            case "COLUMN=FILE" -> "nosuch=" + invocations.file("terms.csv");
            case "ARM=SHARE" -> "nosuch=0.5,none=0.5";
            case "ARM=AMOUNT" -> "nosuch=1";
            case "PURPOSE" -> "NOSUCH";
            default -> "nosuch";
        };
    }

    @Test
    void aNameThatDoesNotExistIsRefusedWithThoseThatDo() {
        check(Sort.NAME, each -> {
            Run run = each.with(misspelt(each.option.paramLabel())).run();
            assertThat(run.exitCode()).isIn(1, 2);
            String told = refusal(run);
            assertThat(told).doesNotContain("a fault of the program");
            if (!told.contains(each.name())) {
                assertThat(told)
                        .containsIgnoringCase("nosuch")
                        .containsPattern(
                                "there are |expected one of|must be one of|its columns are|the fields are|it has arms");
            }
        });
    }

    @Test
    void aShareIsFromZeroToOne() {
        check(Sort.SHARE, each -> {
            for (String value : List.of("30", "-1", "NaN")) {
                refused(each, each.option.paramLabel().contains("=") ? "visit=" + value : value);
            }
        });
    }

    /**
     * Not what is data or only seen in a file; what changes ids, amounts, times, customers, campaigns or gaps that the base does not have; and units that
     * scores do not depend on.
     */
    private static boolean isTried(Given each) {
        boolean isInvariant = Set.of(
                                "--raw",
                                "--unknown-customers",
                                "--zeros",
                                "--campaign",
                                "--negative-purchases",
                                "--no-customer",
                                "--repeated-ids",
                                "--add-up",
                                "--duration-unit",
                                "--time-zone",
                                "--currency",
                                "--customers-time-zone",
                                "--customers-decimal",
                                "--customers-time-format")
                        .contains(each.name())
                || (each.name().equals("--time-scale")
                        && !each.invocation.name().equals("fit"));
        boolean isOfFile = each.toString().equals("experiment assign --at")
                || (each.declaring().equals("TableOptions")
                        && Set.of("demo", "experiment assign").contains(each.invocation.name()));
        boolean isFile = Set.of(
                        "--out", "--save", "--save-setup", "--save-stages", "--new-secret", "--input", "--periods")
                .contains(each.name());
        return !isFile && !isOfFile && !isInvariant && !each.invocation.has(each.name());
    }

    private static boolean sameJson(Given each) {
        if (!each.invocation.hasJson()) {
            return true;
        }
        Given json = new Given(each.invocation.with("--json"), each.option);
        return json.given().run().equals(usual(json.invocation));
    }

    @Test
    void whatIsGivenChangesWhatIsPrintedOrIsRefused() {
        assertThat(tried()).filteredOn(OptionsTest::isTried).allSatisfy(each -> {
            Run run = each.given().run();
            assertThat(run.err()).doesNotContain("a fault of the program");
            assertThat(run.equals(usual(each.invocation)) && sameJson(each))
                    .as("%s changes nothing", each)
                    .isFalse();
        });
    }

    @Test
    void anAmountIsNotNegative() {
        check(Sort.AMOUNT, each -> {
            for (String value : List.of("-1", "NaN")) {
                refused(each, each.option.paramLabel().contains("=") ? "visit=" + value : value);
            }
        });
    }

    @Test
    void aCountIsNotNegative() {
        check(Sort.COUNT, each -> {
            for (String value : List.of("-1", "NaN")) {
                refused(each, value);
            }
        });
    }
}
