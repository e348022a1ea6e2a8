package io.engagement.cli;

import io.engagement.connect.Condition;
import io.engagement.connect.DatabaseQuery;
import io.engagement.connect.Field;
import io.engagement.connect.Join;
import io.engagement.connect.Mapping;
import io.engagement.connect.MappingBuilder;
import io.engagement.connect.Origin;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the columns of interactions are, and which of their rows count. */
abstract class InputColumns extends InputPlace {
    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "How the file is to be read, as a text in TOML that is kept: its keys are called as the options"
                            + " below, but for --lookup, which is a table [[join]] with column, file and key. Options win over"
                            + " it: --map and --set over all that it says of the field, --translate and --rate over that entry,"
                            + " --lookup over a look-up by the same column, key and name of file, others over that key; --where"
                            + " narrows its where, further --lookup and --merged-customers add up."
                            + " 'engagement inspect FILE' writes one to start from.")
    private @Nullable Path mapping;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = PresetNames.class,
            description =
                    "How the export of a well-known program is read, in place of --mapping: ${COMPLETION-CANDIDATES}."
                            + " 'engagement presets' tells what each reads. The options below win over it as over --mapping; files"
                            + " that it joins lie beside the input.")
    private @Nullable String preset;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = "Which column holds which field, where the header does not have the standard names:"
                    + " customer_id (or customer), at, purpose, initiator, channel, direction, actor, department,"
                    + " campaign, value, cost, satisfaction, duration, id, in_reply_to, conversation, currency. Only"
                    + " customer, at and purpose are needed. Of several columns for one field the first that is not empty"
                    + " counts.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "A value that holds for all rows of the file, e.g. purpose=PURCHASE,initiator=CUSTOMER; for a"
                    + " field that --map has too, in rows where its columns are empty.")
    private List<String> constants = new ArrayList<>();

    @Option(
            names = "--translate",
            paramLabel = "FIELD:TEXT=VALUE",
            description = "What a text in the file stands for, e.g. purpose:transaction=PURCHASE; * stands for any"
                    + " other text, e.g. purpose:*=USE.")
    private List<String> translations = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "COLUMN=TEXT",
            description =
                    "Take only rows with that text in the column; others are counted as left out. COLUMN=TEXT, given"
                            + " again for a further text of that column; COLUMN!=TEXT not that text; COLUMN^=TEXT begins with it; COLUMN= empty;"
                            + " COLUMN!= not empty; COLUMN=true also t, yes, y and 1; COLUMN<TIME and COLUMN>=TIME; COLUMN==COLUMN and COLUMN!==COLUMN.")
    private List<String> conditions = new ArrayList<>();

    @Option(
            names = "--lookup",
            paramLabel = "COLUMN=FILE",
            description = "Look the column's text up in the same column of another file, or, as COLUMN:KEY=FILE, in"
                    + " its column KEY. Its other columns are then at hand too, e.g. campaign_id=campaign_descriptions.csv, also"
                    + " with the file's name before them, e.g. users.email; and for further look-ups, e.g."
                    + " ticket_id:id=tickets.csv,requester_id:id=users.csv. A pattern such as 'users-*.csv' is all files that"
                    + " fit it; book.xlsx#Users is a sheet of a workbook.")
    private List<String> lookups = new ArrayList<>();

    Optional<Path> mappingFile() {
        return Optional.ofNullable(mapping);
    }

    /** What --mapping or --preset says, and the options for columns. */
    MappingBuilder columns() {
        Mapping told = base();
        MappingBuilder all = told.toBuilder().layout(layout(told.layout()));
        addColumns(all);
        return all;
    }

    private Mapping base() {
        if (preset != null && mapping != null) {
            throw new UsageError("--preset and --mapping both tell how " + label() + " is read: give one of them");
        }
        Mapping kept = mapping == null ? Mapping.empty() : Mapping.read(mapping);
        return preset == null ? kept : Mapping.preset(preset, folder());
    }

    /** Beside the file lie those that a preset joins. */
    private Path folder() {
        return inputs().stream()
                .findFirst()
                .flatMap(file -> Optional.ofNullable(file.getParent()))
                .orElse(Path.of(""));
    }

    private void addColumns(MappingBuilder all) {
        for (Words.Pair pair : Words.pairs("--map", "FIELD=COLUMN", columns)) {
            all.map(Field.of(pair.name()), Origin.column(pair.text()));
        }
        for (Words.Pair pair : Words.pairs("--set", "FIELD=VALUE", constants)) {
            all.map(Field.of(pair.name()), Origin.constant(pair.text()));
        }
        for (String word : Words.split(translations, InputColumns::isTranslation)) {
            translate(all, word);
        }
        conditions(conditions).forEach(all::where);
        joins("--lookup", lookups).forEach(all::join);
    }

    /** Conditions as words have them. */
    static List<Condition> conditions(List<String> words) {
        return Words.split(words, InputColumns::isCondition).stream()
                .map(Condition::parse)
                .toList();
    }

    /** Other files as words have them. */
    static List<Join> joins(String option, List<String> words) {
        return Words.pairs(option, "COLUMN=FILE or COLUMN:KEY=FILE", words).stream()
                .map(pair -> join(option, pair))
                .toList();
    }

    private static boolean isTranslation(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && text.indexOf('=') > colon
                && Arrays.stream(Field.values()).anyMatch(field -> field.isNamed(text.substring(0, colon)));
    }

    private static void translate(MappingBuilder all, String word) {
        int colon = word.indexOf(':');
        int end = word.indexOf('=', Math.max(colon, 0));
        if (colon < 1 || end < 0) {
            throw new UsageError("--translate takes FIELD:TEXT=VALUE, was '" + word + "'");
        }
        all.translate(Field.of(word.substring(0, colon)), word.substring(colon + 1, end), word.substring(end + 1));
    }

    private static boolean isCondition(String text) {
        return text.indexOf('=') > 0 || text.indexOf('<') > 0;
    }

    private static Join join(String option, Words.Pair pair) {
        if (DatabaseQuery.isAddress(pair.text())) {
            throw new UsageError(option + " looks up in files: join the tables of a database in the query, or save the"
                    + " other one as a file");
        }
        int colon = pair.name().indexOf(':');
        String column = colon < 0 ? pair.name() : pair.name().substring(0, colon);
        String key = colon < 0 ? column : pair.name().substring(colon + 1);
        int sign = pair.text().lastIndexOf('#');
        if (sign < 1 || Files.exists(path(option, pair.text()))) {
            return Join.of(column, path(option, pair.text()), key);
        }
        return Join.of(column, path(option, pair.text().substring(0, sign)), key)
                .withSheet(pair.text().substring(sign + 1));
    }

    /**
     * A path by its name.
     *
     * @throws UsageError if no file can be called so
     */
    static Path path(String option, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageError(option + " '" + name + "' is no name of a file: " + e.getReason());
        }
    }

    /** For the help. */
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Mapping.presets().iterator();
        }
    }
}
