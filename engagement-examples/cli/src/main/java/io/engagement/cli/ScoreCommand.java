package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.history.LogView;
import io.engagement.setup.ScoringSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores the customers of files. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement score [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description = "Reads interactions from files, fits the models to them and writes one row a customer:"
                + " engagement (0 to 100: of a hundred customers like this, so many reach out within 30 days), momentum"
                + " (50 is steady), retention_risk (probability of no purchase within the horizon), p_alive,"
                + " expected_purchases within the horizon, lifetime_value, for contracts churn_risk and contract_value,"
                + " and the main reason of each.",
        footer = {
            "",
            "Examples:",
            "  engagement score --input interactions.csv --out scores.csv",
            "",
            "  engagement score --as-of 1997-09-30 --horizon 39w --out scores.csv \\",
            "    --input cdnow_sample.csv --map customer=sample_id,at=date,value=dollars \\",
            "    --set purpose=PURCHASE,initiator=CUSTOMER,channel=web",
            "",
            "Purchases and mailings of two files, the date of a mailing being in a third:",
            "  engagement score --out scores.csv \\",
            "    --input transactions_sample.csv --map customer=household_id \\",
            "    --map at=transaction_timestamp,value=sales_value \\",
            "    --set purpose=PURCHASE,initiator=CUSTOMER,channel=store \\",
            "    --input campaigns.csv --lookup campaign_id=campaign_descriptions.csv \\",
            "    --map customer=household_id,at=start_date \\",
            "    --set purpose=OFFER,initiator=COMPANY,channel=post,cost=0.5",
            "",
            "One column that tells what happened, and hours for times:",
            "  engagement score --out scores.csv \\",
            "    --input events.csv --time-format hours-since:2017-01-01 \\",
            "    --map at=hour,value=amount,purpose=event,initiator=event \\",
            "    --translate purpose:transaction=PURCHASE,initiator:transaction=CUSTOMER \\",
            "    --translate 'purpose:offer received=OFFER,purpose:*=FEEDBACK' \\",
            "    --translate 'initiator:*=COMPANY'",
            "",
            "Fitted once, scored with every day:",
            "  engagement fit --model bg-nbd --save purchases.txt --input interactions.csv",
            "  engagement score --models purchases.txt --input interactions.csv \\",
            "    --out scores.csv",
            "",
            "The same with all that scores in one text:",
            "  engagement score --save-setup setup.txt --input interactions.csv \\",
            "    --out scores.csv",
            "  engagement score --models setup.txt --input interactions.csv --out scores.csv",
            "",
            "By the model of purchases that foresees best:",
            "  engagement score --model best --input interactions.csv --out scores.csv",
            "",
            "Who will not renew, and what the renewals to come are worth, at 30 %% margin:",
            "  engagement fit --model sbg --period MONTHS --save staying.txt \\",
            "    --input contracts.csv",
            "  engagement score --models staying.txt --margin 0.3 --input contracts.csv",
            "",
            "Purposes are PURCHASE, RETURN, USE, QUESTION, COMPLAINT, REFERRAL, FEEDBACK,",
            "SIGN_UP, CANCELLATION, HELP, INFORMATION, OFFER, SERVICE_NOTICE, OTHER, or your",
            "own. The initiator, CUSTOMER or COMPANY, is who began: a reply to your mail was",
            "begun by you. Where a file does not tell, it is inferred from in_reply_to and",
            "conversation, or unknown; it is never guessed. Durations are in seconds,",
            "satisfaction is from 0 to 1, amounts have a point and no unit.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private ScoringOptions options = new ScoringOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Where to: its name tells --format, and .gz or .zst behind it compresses. Default: standard output.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--save-setup",
            paramLabel = "FILE",
            description =
                    "Write all that scored as one text: models, horizons, margin, discount and costs; 'engagement score"
                            + " --models FILE' scores with it.")
    private Optional<Path> saveSetup = Optional.empty();

    @Option(
            names = "--backtest",
            description =
                    "Say how far the scores can be trusted: the models are fitted to what was known a horizon ago,"
                            + " and judged by what happened since; saved ones from when they were fitted on. 'engagement"
                            + " evaluate' tells more.")
    private boolean backtest;

    @Mixin
    private RankOptions beside = new RankOptions();

    @Mixin
    private TableOptions tables = new TableOptions();

    @Mixin
    private RawOption raw = new RawOption();

    /** With the clock that tells what is still to come. */
    ScoreCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        base.checkOutput(file, options.models());
        base.checkOutput(saveSetup, options.models());
        saveSetup.ifPresent(OutputFile::checkText);
        file.ifPresent(out -> saveSetup.ifPresent(setup -> OutputFile.checkDifferent(out, setup)));
        // Before the work and not after it.
        TableOutput output = tables.to(file, raw, base.zone());
        beside.bands();
        options.check(base.zone());
        LogView view = base.view(options.facts(base.zone()), messages);
        Scoring fitted = options.scoring(view, base.zone(), messages);
        // What is saved carries how it did.
        Scoring scoring = backtest || saveSetup.isPresent() ? fitted.backtested(1) : fitted;
        saveSetup.ifPresent(saved -> save(saved, scoring.setup(), messages));
        Scores scores = scoring.scores();
        if (backtest) {
            tell(scoring, messages);
        }
        List<String> notes =
                ScoreRows.write(scores, beside, output, spec.commandLine().getOut());
        if (file.isPresent()) {
            new ScoreSummary(scores, messages).print();
        }
        notes.forEach(messages::println);
        file.ifPresent(path -> messages.println("wrote " + scores.table().size() + " rows to " + path));
        return 0;
    }

    private static void tell(Scoring scoring, PrintWriter messages) {
        EvaluationTable table = scoring.setup()
                .backtest()
                .filter(each -> scoring.choices().isPresent())
                .orElseGet(() -> scoring.evaluated(Optional.empty()));
        table.toString().lines().forEach(messages::println);
        messages.println(table.verdict());
        messages.println();
    }

    private static void save(Path saved, ScoringSetup setup, PrintWriter messages) {
        if (setup.scorers().isEmpty()) {
            throw new DataRefused("there is no model, so that --save-setup has nothing to write to " + saved);
        }
        OutputFile.writeText(saved, setup.toText());
        messages.println("wrote " + saved);
    }
}
