package io.engagement.dialogue.preference;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.InteractionKind;
import io.engagement.fit.OrderedSums;
import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.index.HashSample;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Statistic;
import io.engagement.proportion.CategoryCounts;
import io.engagement.proportion.CategoryPrior;
import io.engagement.table.Table;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the customers of a base like to be contacted: by which of the channels that the company uses, on which weekdays and within
 * which hours they act themselves, drawn to the population; what they refuse and say counts more than what is learned. And how
 * well the company's contacts fit that. What machines do does not count. Of a large base what
 * all customers tell is what 100,000 of them tell, chosen by hashes of their ids. Immutable, thread-safe.
 *
 * <p>Preferences on records are those of today: contacts before they were told are measured by them too.
 */
public final class ContactPreferences {
    private static final int CHUNK = 16_384;
    private static final int SAMPLE = 100_000;
    /** A prior is of two categories at the least. */
    private static final List<String> FILLERS = List.of("(none)", "(no other)");

    private static final List<String> WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).map(DayOfWeek::toString).toList();
    private static final List<String> BLOCKS = List.of("0-4", "4-8", "8-12", "12-16", "16-20", "20-24");

    private final LogView view;
    private final List<Optional<ZoneId>> zones;
    private final List<String> channels;
    private final CategoryPrior byChannel;
    private final CategoryPrior byWeekday;
    private final CategoryPrior byBlock;
    private final Suggester suggester;
    private final Map<ZoneId, ContactGrid> grids = new HashMap<>();
    private final Map<ZoneId, Statistic.Reader> readers = new HashMap<>();
    /** Counted when first asked for. */
    private volatile @Nullable Base base;

    private ContactPreferences(LogView view, CustomerZones where) {
        this.view = view;
        this.zones = where.of(view);
        TreeSet<Channel> contactable = new TreeSet<>();
        for (InteractionKind kind : view.kinds()) {
            if (ContactGrid.isContact(kind) && !kind.channel().equals(Channel.UNKNOWN)) {
                contactable.add(kind.channel());
            }
        }
        this.channels = Stream.concat(contactable.stream().map(Channel::name), FILLERS.stream())
                .limit(Math.max(2, contactable.size()))
                .toList();
        zones.forEach(zone -> grids.computeIfAbsent(clock(zone), each -> new ContactGrid(channels, each)));
        grids.forEach((zone, grid) -> readers.put(zone, grid.reader(view)));
        int[] sample = HashSample.of(view.customers(), view::customerId, SAMPLE);
        Counts counts = OrderedSums.into(
                new Counts(channels),
                sample.length,
                CHUNK,
                (from, to) -> count(sample, from, to),
                (all, part) -> all.add(part));
        this.byChannel = CategoryPrior.of(counts.channels);
        this.byWeekday = CategoryPrior.of(counts.weekdays);
        this.byBlock = CategoryPrior.of(counts.blocks);
        this.suggester = new Suggester(List.copyOf(contactable), byChannel, byWeekday, byBlock);
    }

    /**
     * The preferences of all customers of a view.
     *
     * @param view the interactions as of an instant
     * @param zones where customers live
     * @return the preferences
     */
    public static ContactPreferences of(LogView view, CustomerZones zones) {
        return new ContactPreferences(Objects.requireNonNull(view, "view"), Objects.requireNonNull(zones, "zones"));
    }

    private Counts count(int[] sample, int from, int to) {
        CategoryCounts.Builder ofChannels = CategoryCounts.builder(channels);
        CategoryCounts.Builder ofWeekdays = CategoryCounts.builder(WEEKDAYS);
        CategoryCounts.Builder ofBlocks = CategoryCounts.builder(BLOCKS);
        for (int i = from; i < to; i++) {
            int row = sample[i];
            double[] slots = slots(row);
            ContactGrid grid = grid(row);
            ofChannels.add(grid.channels(slots, 0));
            ofWeekdays.add(grid.weekdays(slots, 0));
            if (zones.get(row).isPresent()) {
                ofBlocks.add(grid.blocks(slots, 0));
            }
        }
        Counts counts = new Counts(channels);
        counts.channels = ofChannels.build();
        counts.weekdays = ofWeekdays.build();
        counts.blocks = ofBlocks.build();
        return counts;
    }

    /** How often each count occurs, of some customers. */
    private static final class Counts {
        private CategoryCounts channels;
        private CategoryCounts weekdays = CategoryCounts.builder(WEEKDAYS).build();
        private CategoryCounts blocks = CategoryCounts.builder(BLOCKS).build();

        Counts(List<String> channels) {
            this.channels = CategoryCounts.builder(channels).build();
        }

        void add(Counts part) {
            channels = channels.plus(part.channels);
            weekdays = weekdays.plus(part.weekdays);
            blocks = blocks.plus(part.blocks);
        }
    }

    /** Of who is in no known zone days are those of UTC. */
    private static ZoneId clock(Optional<ZoneId> zone) {
        return zone.orElse(ZoneOffset.UTC);
    }

    private ContactGrid grid(int row) {
        return Objects.requireNonNull(grids.get(clock(zones.get(row))));
    }

    private double[] slots(int row) {
        ContactGrid grid = grid(row);
        double[] slots = new double[grid.slots()];
        Objects.requireNonNull(readers.get(grid.zone())).addAll(view.start(row), view.end(row), slots, 0);
        return slots;
    }

    /**
     * What all customers tell of one's channels.
     *
     * @return the prior of each customer's shares
     */
    public CategoryPrior channels() {
        return byChannel;
    }

    /**
     * What all customers tell of one's weekdays.
     *
     * @return the prior of each customer's shares
     */
    public CategoryPrior weekdays() {
        return byWeekday;
    }

    /**
     * What all customers tell of one's hours.
     *
     * @return the prior of each customer's shares of blocks of four hours on their clock
     */
    public CategoryPrior blocks() {
        return byBlock;
    }

    /**
     * The number of customers.
     *
     * @return those of the view
     */
    public int size() {
        return view.customers();
    }

    /**
     * How a customer likes to be contacted, and is.
     *
     * @param customerId the customer's id
     * @return the preference; empty if nobody knows the customer
     */
    public Optional<Preference> of(String customerId) {
        return view.row(Objects.requireNonNull(customerId, "customerId")).stream()
                .mapToObj(this::of)
                .findFirst();
    }

    /**
     * How a customer likes to be contacted, and is.
     *
     * @param row from 0
     * @return the preference
     */
    public Preference of(int row) {
        ContactGrid grid = grid(Objects.checkIndex(row, size()));
        double[] slots = slots(row);
        long[] ofChannels = grid.channels(slots, 0);
        long[] ofWeekdays = grid.weekdays(slots, 0);
        Optional<long[]> ofBlocks = zones.get(row).map(zone -> grid.blocks(slots, 0));
        Customer customer = view.customer(row);
        return new Preference(
                grid.acts(slots, 0),
                byChannel.posterior(ofChannels),
                byWeekday.posterior(ofWeekdays),
                ofBlocks.map(byBlock::posterior),
                suggester.of(customer, ofChannels, ofWeekdays, ofBlocks),
                grid.contacts(slots, 0),
                new ContactFit(grid, byChannel, byBlock, ofBlocks.isPresent()).of(slots, 0),
                against(grid, slots, customer));
    }

    private static boolean isAgainst(Customer customer, Channel channel) {
        List<Channel> preferred = customer.preferences().preferred();
        return !Suggester.isAllowed(customer, channel) || (!preferred.isEmpty() && !preferred.contains(channel));
    }

    private static long against(ContactGrid grid, double[] slots, Customer customer) {
        return IntStream.range(0, grid.channels().size())
                .filter(channel ->
                        isAgainst(customer, Channel.of(grid.channels().get(channel))))
                .mapToLong(channel -> grid.contacts(channel, slots, 0))
                .sum();
    }

    /**
     * How much a customer did, of their own accord or in answer.
     *
     * @param row from 0
     * @return own acts on any channel
     */
    public long acts(int row) {
        return base().acts[row];
    }

    /**
     * How often the company's people contacted a customer.
     *
     * @param row from 0
     * @return contacts
     */
    public long contacts(int row) {
        return base().contacts[row];
    }

    /**
     * By what a customer is best contacted, as the {@linkplain #of(int) suggestion} says.
     *
     * @param row from 0
     * @return the channel; empty for one who is to be left alone
     */
    public Optional<Channel> channel(int row) {
        ContactGrid grid = grid(Objects.checkIndex(row, size()));
        return suggester
                .choice(view.customer(row), grid.channels(slots(row), 0))
                .channel();
    }

    /** All customers, each by row, and together. */
    private static final class Base {
        private final int[] acts;
        private final int[] contacts;
        private final ChannelSums sums;

        Base(ContactPreferences all) {
            acts = new int[all.size()];
            contacts = new int[all.size()];
            sums = ChannelSums.of(all.channels, IntStream.range(0, all.size()).toArray(), (part, row) -> {
                ContactGrid grid = all.grid(row);
                double[] slots = all.slots(row);
                acts[row] = (int) grid.acts(slots, 0);
                contacts[row] = (int) grid.contacts(slots, 0);
                all.addTo(part, row, grid, slots);
            });
        }
    }

    private Base base() {
        Base known = base;
        if (known == null) {
            // Two threads may count at once: both count the same.
            known = new Base(this);
            base = known;
        }
        return known;
    }

    private void addTo(ChannelSums.Part part, int row, ContactGrid grid, double[] slots) {
        long[] own = grid.channels(slots, 0);
        part.add(own, grid.acts(slots, 0), channel -> grid.contacts(channel, slots, 0));
        Suggester.Choice choice = suggester.choice(view.customer(row), own);
        part.suggest(choice.channel().map(Channel::name), choice.source());
    }

    /**
     * The base by channel, broken down.
     *
     * @param attribute of customers
     * @return {@link #byChannelTable()} of each of its texts, in their order; customers without it come last, as {@code (none)},
     *     groups of fewer than ten together as {@code (small groups)}. Without rows if the base is under ten
     * @throws IllegalArgumentException if the attribute is blank
     */
    public Table byChannelTable(String attribute) {
        Groups groups = Groups.of(view, attribute, row -> true);
        Map<String, Table> tables = new LinkedHashMap<>();
        groups.sizes().keySet().stream()
                .sorted(Comparator.comparing(Groups.NONE::equals))
                .forEach(name -> tables.put(
                        name,
                        of(IntStream.range(0, size()).filter(groups.rows(name)).toArray())));
        return Table.stacked(attribute, tables);
    }

    private Table of(int[] rows) {
        return ChannelSums.of(channels, rows, (part, row) -> addTo(part, row, grid(row), slots(row)))
                .table(FILLERS);
    }

    /**
     * What is counted of customers so that it can be said how to contact one where no log is, by the priors of this base.
     *
     * @param zone of the customers
     * @return the measures, {@link #contactFit} among them
     */
    public PreferenceMeasures measures(ZoneId zone) {
        ContactGrid grid = new ContactGrid(channels, Objects.requireNonNull(zone, "zone"));
        return new PreferenceMeasures(grid, suggester, byWeekday, byBlock, contactFit(zone));
    }

    /**
     * How well contacts fit, as a measure for plans, the live store and Spark: by the priors of this base, on one clock.
     *
     * @param zone of the customers
     * @return a measure {@code contact_fit}, from 0 to 1, NaN without a contact; unordered
     */
    public Measure contactFit(ZoneId zone) {
        ContactGrid grid = new ContactGrid(channels, Objects.requireNonNull(zone, "zone"));
        ContactFit fit = new ContactFit(grid, byChannel, byBlock, true);
        return Measure.of(
                grid,
                (slots, offset, now, unit) -> fit.of(slots, offset),
                "contact_fit",
                "how well contacts fit what the customer does",
                Measure.Unit.SHARE);
    }

    /**
     * The base by channel.
     *
     * @return own acts and contacts, their shares, for how many customers each channel is suggested, and of these for how many
     *     because of what they say or do; the last row tells who is to be left alone
     */
    public Table byChannelTable() {
        return base().sums.table(FILLERS);
    }

    /**
     * All customers, one a row.
     *
     * @return own acts, the suggestion with its reasons, contacts, their fit and those against what the customer says
     */
    public Table customers() {
        Table.Builder table = Table.builder()
                .column("customer")
                .column("own_acts")
                .column("channel")
                .column("source")
                .column("reason")
                .column("weekday")
                .column("hours")
                .column("time_reason")
                .column("contacts")
                .column("contact_fit", "%.3f")
                .column("against_preference");
        for (int row = 0; row < size(); row++) {
            Preference each = of(row);
            Suggestion next = each.suggestion();
            table.row(
                    view.customerId(row),
                    each.acts(),
                    next.channel().map(Channel::name).orElse(null),
                    next.source().name().toLowerCase(Locale.ROOT),
                    next.reason(),
                    next.weekday().map(WEEKDAYS::get).orElse(null),
                    next.block().map(BLOCKS::get).orElse(null),
                    next.timeReason(),
                    each.contacts(),
                    each.fit(),
                    each.against());
        }
        return table.build();
    }
}
