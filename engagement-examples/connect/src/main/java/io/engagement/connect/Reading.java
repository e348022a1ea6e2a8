package io.engagement.connect;

import io.engagement.connect.ParallelBlocks.Taker;
import io.engagement.domain.Customer;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Reads sources into a log, on all cores where they are plain files. Nothing of a source's text is held; what is refused is told. */
public final class Reading {
    /** Rows that are read one by one and then added together. */
    private static final int BATCH = 4096;

    /** For rows that are a little shorter further on. */
    private static final double MARGIN = 1.02;

    private final Clock clock;
    private final SourceTimes times;
    private final int threads;
    private final InteractionLog.Builder builder = InteractionLog.builder();
    private final TreeSet<Purpose> unusualPurposes = new TreeSet<>();
    private final CurrenciesSeen currencies = new CurrenciesSeen();
    private final List<ReadSource> inputs = new ArrayList<>();
    /** Of all sources for which the same becomes of them. */
    private final Map<SameIds.Way, SameIds> sameIds = new LinkedHashMap<>();

    /** Of all sources that are read in one way. */
    private final Map<Way, InVain> inVain = new LinkedHashMap<>();

    private final List<Tally> customers = new ArrayList<>();
    /** Of the mapping that was read by last. */
    private OtherFiles others = new OtherFiles(Mapping.empty());

    private Optional<Currency> currency = Optional.empty();
    /** What is being read, or could not be read to its end. */
    private Optional<String> unread = Optional.empty();

    private long added;
    private boolean joinsAlike;

    /** A mapping, and what messages call it and its parts: two that say the same may be called differently. */
    private record Way(Mapping mapping, String label, Optional<String> preset, List<Condition> onTop) {
        static Way of(Mapping mapping) {
            Basis basis = mapping.basis();
            return new Way(mapping, basis.label(), basis.preset(), basis.conditions());
        }
    }

    private Reading(Clock clock, int threads) {
        this.clock = clock;
        this.times = new SourceTimes(clock);
        this.threads = threads;
    }

    /**
     * Nothing read yet.
     *
     * @param clock has the zone whose days count and that times without an offset are in, and tells which century two digits
     *     of a year are of
     * @return a reading to which sources are added
     */
    public static Reading under(Clock clock) {
        return with(clock, Runtime.getRuntime().availableProcessors());
    }

    /** With so many threads, which do not change the log. */
    static Reading with(Clock clock, int threads) {
        return new Reading(Objects.requireNonNull(clock, "clock must not be null"), threads);
    }

    /**
     * Decides for several sources, such as the files of one export, whether the day or the month comes first in their dates of
     * numbers, where the mapping does not tell: one of them may show it, and others not. They are looked at, and read later.
     *
     * @param sources all that are to be read in one way
     * @param mapping the way
     * @throws DataRefused if a source cannot be read, dates show both orders, or none shows any
     * @throws MappingRefused if the mapping says what cannot be
     */
    public void decideDays(List<Source> sources, Mapping mapping) {
        times.decide(sources, mapping);
    }

    /**
     * Reads interactions.
     *
     * @param source where they are
     * @param mapping how its rows become interactions
     * @param progress is told of every few thousand rows that were read
     * @throws DataRefused if the source cannot be read, or a column that is needed is not there; this reading is then of no use
     * @throws MappingRefused if the mapping says what cannot be
     */
    public void add(Source source, Mapping mapping, IntConsumer progress) {
        Tally tally = new Tally(source, builder);
        SameIds ids = sameIds.computeIfAbsent(SameIds.Way.of(mapping), SameIds::new);
        others = others.areOf(mapping) ? others : new OtherFiles(mapping);
        MergeTable merges = others.merges();
        mapping.currency().ifPresent(this::setCurrency);
        Source typed = Typed.of(source, mapping);
        TimeFormat format = times.of(typed, mapping, tally);
        begin(source.name());
        typed.read(Asked.by(mapping).by((first, rows) -> {
            TitleRows titles = TitleRows.of(mapping, first, rows);
            tally.titles(titles.excerpts());
            Columns columns = new Columns(source, titles.header(), mapping, format, others);
            columns.notes().forEach(note -> tally.note(tally.name() + ": " + note));
            Seen seen = new Seen(currencies, Rates.of(mapping, format), merges, columns.staff());
            inputs.add(new ReadSource(tally, format, mapping, seen));
            Supplier<BatchReader> reader = BatchReader.of(columns, mapping, format, seen);
            boolean takesAll = mapping.conditions().isEmpty() && rows instanceof PlainRows;
            Taker taker = (batch, linesBefore) -> {
                if (takesAll && tally.accepted() == 0) {
                    expectMoreLike(batch, source);
                }
                progress.accept(batch.size());
                take(batch, ids, tally, linesBefore);
            };
            addRest(addBlocks(rows, reader, taker), reader.get(), taker);
            columns.unmetJoins().forEach(each -> tally.note(tally.name() + ": " + each));
            inVain.computeIfAbsent(Way.of(mapping), way -> new InVain(way.mapping()))
                    .add(
                            tally.name(),
                            columns,
                            titles.header(),
                            rows instanceof JsonRows json ? json.unmet() : List.of());
        }));
        source.notes().forEach(tally::note);
        tally.end();
        unread = Optional.empty();
    }

    private void begin(String name) {
        requireWhole();
        unread = Optional.of(name);
    }

    /** Half of a source is no base. */
    private void requireWhole() {
        unread.ifPresent(name -> {
            throw new IllegalStateException(name + " was read only in part: begin a new reading");
        });
    }

    private void setCurrency(Currency code) {
        if (currency.isPresent() && !currency.get().equals(code)) {
            throw new MappingRefused("amounts are said to be in " + currency.get() + " and in " + code
                    + ": all files of one reading have one currency");
        }
        currency = Optional.of(code);
        builder.currency(code);
    }

    /** Adds what can be read on all cores; gives the rows from there on. */
    private Iterator<Row> addBlocks(Iterator<Row> rows, Supplier<BatchReader> reader, Taker taker) {
        if (!(rows instanceof PlainRows plain && plain.isPlain())) {
            return rows;
        }
        return new ParallelBlocks(plain, reader, threads).read(taker);
    }

    private static void addRest(Iterator<Row> rows, BatchReader reader, Taker taker) {
        while (rows.hasNext()) {
            RowBatch batch = new RowBatch();
            while (rows.hasNext() && batch.size() < BATCH) {
                reader.read(rows.next(), batch);
            }
            taker.take(batch, 0);
        }
    }

    /** After the first block of a file: rows of the others will be as long. */
    private void expectMoreLike(RowBatch first, Source source) {
        double blocks = source instanceof Sized sized ? sized.blocks() : 0;
        double expected = added + first.rows().size() * blocks * MARGIN;
        if (blocks > 1) {
            builder.expecting((int) Math.min(expected, Integer.MAX_VALUE));
        }
    }

    private void take(RowBatch batch, SameIds ids, Tally tally, long linesBefore) {
        added += batch.rows().size();
        batch.addTo(builder, ids, tally, linesBefore);
        batch.unusualPurposes().forEach(unusualPurposes::add);
    }

    /**
     * Begins with what was read before, so that what is read now adds to it.
     *
     * @param log a log, without what is read anew
     */
    public void add(InteractionLog log) {
        builder.addAll(log);
    }

    /**
     * Registers a customer, who need not have any interaction.
     *
     * @param customer the customer
     * @throws IllegalArgumentException if the customer is registered already and differs
     */
    public void add(Customer customer) {
        builder.customer(customer);
    }

    /**
     * Reads customers.
     *
     * @param file where they are
     */
    public void add(CustomersFile file) {
        begin(file.name());
        customers.add(file.addTo(builder));
        unread = Optional.empty();
    }

    /**
     * Customers without an interaction whose ids differ only in case, blanks or leading zeros from those of customers who have
     * some are not customers of their own: who asks for them by their ids finds nobody, instead of somebody who did nothing.
     */
    public void joinAlike() {
        joinsAlike = true;
    }

    /**
     * The log of all that was added.
     *
     * @param strictness how much may be refused
     * @param told is told what was read, before anything is thrown
     * @return the log
     * @throws DataRefused if there is nothing in it, if more was refused than may be, or if amounts are in several currencies
     * @throws IllegalStateException if a source could not be read to its end
     */
    public InteractionLog load(Strictness strictness, Consumer<Report> told) {
        InteractionLog log = loadUnjudged(told);
        sources().check(log, strictness);
        return log;
    }

    /**
     * The log of all that was added, whatever was refused, and if nothing is in it: for whoever judges several readings together.
     *
     * @param told is told what was read, before anything is thrown
     * @return the log
     * @throws DataRefused if amounts are in several currencies
     * @throws IllegalStateException if a source could not be read to its end
     */
    public InteractionLog loadUnjudged(Consumer<Report> told) {
        requireWhole();
        // What is joined is as large as a log, and no row is read any more.
        others = new OtherFiles(Mapping.empty());
        NavigableSet<String> codes = currencies.codes();
        currency.map(Currency::getCurrencyCode).ifPresent(codes::add);
        if (codes.size() == 1) {
            known(codes.first()).ifPresent(builder::currency);
        }
        sameIds.values().forEach(each -> each.addTo(builder));
        InteractionLog log = merged(builder.buildRefusingConflicts());
        told.accept(sources().report(log, times.notes(), clock.instant()));
        inVain.values().forEach(InVain::check);
        if (codes.size() > 1) {
            throw severalCurrencies(codes);
        }
        return joinsAlike ? LookAlikes.of(ReadSources.present(log)).joined(log) : log;
    }

    private ReadSources sources() {
        return new ReadSources(inputs, customers, List.copyOf(inVain.values()), unusualPurposes);
    }

    /** Customers of files and of other sources may have the ids of those who were merged too. */
    private InteractionLog merged(InteractionLog log) {
        MergeTable all = MergeTable.none();
        inputs.stream().map(input -> input.seen().merges()).distinct().forEach(all::addAll);
        LogView view = ReadSources.present(log);
        boolean hasOld = !all.isEmpty()
                && IntStream.range(0, view.customers())
                        .mapToObj(view::customerId)
                        .anyMatch(id -> !all.of(id).equals(id));
        return hasOld ? log.by(customer -> all.of(customer.id())) : log;
    }

    private static Optional<Currency> known(String code) {
        return Optional.ofNullable(Money.BY_CODE.get(code.toUpperCase(Locale.ROOT)));
    }

    static DataRefused severalCurrencies(NavigableSet<String> codes) {
        return new DataRefused("amounts are in several currencies, [" + Excerpt.ofNames(codes)
                + "], and cannot be added up: tell with --currency which one is meant, and with --rate what others are"
                + " worth in it; rows in others are then refused");
    }
}
