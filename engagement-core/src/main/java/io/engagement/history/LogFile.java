package io.engagement.history;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.history.LoadReport.Refusal;
import io.engagement.internal.file.ReplacedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A saved log: eight bytes that say what it is, the format's number, then customers, kinds and columns as a log has them in
 * memory, registered customers, currency and report; CRC-32C of all that at the end. Numbers are little-endian.
 */
final class LogFile {
    static final int FORMAT = 1;

    private static final byte[] MAGIC = {(byte) 0x89, 'E', 'N', 'G', 'L', 'O', 'G', 'S'};

    /** Seven texts and a flag. */
    private static final int LEAST_KIND = 8 * Integer.BYTES;

    private LogFile() {}

    static void write(Path file, LogColumns columns, Optional<Currency> currency, LoadReport report)
            throws IOException {
        ReplacedFile.of(file).replace(stream -> {
            LogFileOutput out = new LogFileOutput(stream);
            out.write(ByteBuffer.wrap(MAGIC).order(ByteOrder.LITTLE_ENDIAN).getLong());
            out.write(FORMAT);
            out.write(currency.map(Currency::getCurrencyCode).orElse(""));
            write(out, report);
            columns.write(out);
            out.end();
        });
    }

    static InteractionLog read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new LogFileException(
                    file + " is not a regular file: a saved log is read from one, copy it to a file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            checkHead(channel, file);
            LogFileInput in = LogFileInput.of(channel, file.toString());
            try {
                in.readLong();
                in.readInt();
                return read(in);
            } catch (RuntimeException unforeseen) {
                throw in.wrong(unforeseen);
            }
        }
    }

    private static void checkHead(FileChannel channel, Path file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(MAGIC.length + Integer.BYTES);
        while (head.hasRemaining() && channel.read(head) >= 0) {}
        if (!Arrays.equals(Arrays.copyOf(head.array(), MAGIC.length), MAGIC)) {
            throw new LogFileException(file + " does not begin as a saved log does");
        }
        int format = Integer.reverseBytes(head.getInt(MAGIC.length));
        if (!head.hasRemaining() && format != FORMAT) {
            throw new LogFileException(file + " is of format " + format + ", this version of the library reads "
                    + FORMAT + ": read it with the version that wrote it, or a later one; or it is damaged");
        }
        channel.position(0);
    }

    private static InteractionLog read(LogFileInput in) throws IOException {
        String code = in.readText("currency");
        Optional<Currency> currency = code.isEmpty() ? Optional.empty() : Optional.of(Currency.getInstance(code));
        long duplicates = readCount(in, "number of duplicates");
        long identical = readCount(in, "number of identical rows");
        Map<String, Refusal> refusals = readRefusals(in);
        LogColumns columns = LogColumns.read(in);
        in.end();
        LoadReport report = new LoadReport(columns.size(), duplicates, identical, columns.initiators(), refusals);
        return new InteractionLog(columns, currency, report);
    }

    /** What follows from the log is not told. */
    private static void write(LogFileOutput out, LoadReport report) throws IOException {
        out.write(report.duplicates());
        out.write(report.identical());
        out.write(report.refusals().size());
        for (Map.Entry<String, Refusal> each : report.refusals().entrySet()) {
            out.write(each.getKey());
            out.write(each.getValue().count());
            out.write(each.getValue().firstRows().size());
            for (String row : each.getValue().firstRows()) {
                out.write(row);
            }
        }
    }

    private static Map<String, Refusal> readRefusals(LogFileInput in) throws IOException {
        Map<String, Refusal> refusals = new LinkedHashMap<>();
        for (int left = in.readSize("number of reasons", 2 * Long.BYTES); left > 0; left--) {
            String reason = in.readText("reason");
            long count = readCount(in, "number of refused rows");
            List<String> rows = new ArrayList<>();
            for (int more = in.readSize("number of rows", Integer.BYTES); more > 0; more--) {
                rows.add(in.readText("refused row"));
            }
            refusals.put(reason, new Refusal(count, rows));
        }
        return refusals;
    }

    private static long readCount(LogFileInput in, String what) throws IOException {
        long count = in.readLong();
        in.check(count >= 0, what, count, "0 or more");
        return count;
    }

    static void write(LogFileOutput out, List<InteractionKind> kinds) throws IOException {
        out.write(kinds.size());
        for (InteractionKind kind : kinds) {
            out.write(kind.channel().name());
            out.write(kind.purpose().name());
            out.write(kind.initiator().name());
            out.write(kind.initiatorInferred() ? 1 : 0);
            out.write(kind.direction().name());
            out.write(kind.actor().name());
            out.write(kind.department().orElse(""));
            out.write(kind.campaign().orElse(""));
        }
    }

    /** In their natural order, each once. */
    static List<InteractionKind> readKinds(LogFileInput in) throws IOException {
        int size = in.readSize("number of kinds", LEAST_KIND);
        List<InteractionKind> kinds = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Channel channel = Channel.of(in.readText("channel"));
            Purpose purpose = Purpose.of(in.readText("purpose"));
            Initiator initiator = Initiator.valueOf(in.readText("initiator"));
            int inferred = in.readInt();
            in.check(inferred == 0 || inferred == 1, "flag of an inferred initiator", inferred, "0 or 1");
            InteractionKind kind = new InteractionKind(
                    channel,
                    purpose,
                    initiator,
                    inferred == 1,
                    Direction.valueOf(in.readText("direction")),
                    Actor.valueOf(in.readText("actor")),
                    present(in.readText("department")),
                    present(in.readText("campaign")));
            in.check(i == 0 || kinds.get(i - 1).compareTo(kind) < 0, "kind", i, "behind the one before");
            kinds.add(kind);
        }
        return List.copyOf(kinds);
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static void write(LogFileOutput out, Customer customer) throws IOException {
        out.write(customer.since().map(Instant::toString).orElse(""));
        Preferences preferences = customer.preferences();
        writeChannels(out, preferences.preferred());
        writeChannels(out, List.copyOf(preferences.refused()));
        out.write(preferences.contactLimit().orElse(-1));
        out.write(preferences.limitPeriod().map(Duration::toString).orElse(""));
        out.write(customer.attributes().size());
        for (Map.Entry<String, String> each : customer.attributes().entrySet()) {
            out.write(each.getKey());
            out.write(each.getValue());
        }
    }

    static Customer readCustomer(LogFileInput in, String id) throws IOException {
        Optional<Instant> since = present(in.readText("since")).map(Instant::parse);
        List<Channel> preferred = readChannels(in);
        List<Channel> refused = readChannels(in);
        int limit = in.readInt();
        Optional<Duration> period = present(in.readText("period")).map(Duration::parse);
        Map<String, String> attributes = new TreeMap<>();
        for (int left = in.readSize("number of attributes", 2 * Integer.BYTES); left > 0; left--) {
            String name = in.readText("name of an attribute");
            in.check(attributes.put(name, in.readText("attribute")) == null, "attribute", "told once of a customer");
        }
        Preferences preferences = new Preferences(
                preferred, new TreeSet<>(refused), limit < 0 ? OptionalInt.empty() : OptionalInt.of(limit), period);
        return new Customer(id, since, preferences, attributes);
    }

    private static void writeChannels(LogFileOutput out, List<Channel> channels) throws IOException {
        out.write(channels.size());
        for (Channel each : channels) {
            out.write(each.name());
        }
    }

    private static List<Channel> readChannels(LogFileInput in) throws IOException {
        List<Channel> channels = new ArrayList<>();
        for (int left = in.readSize("number of channels", Integer.BYTES); left > 0; left--) {
            channels.add(Channel.of(in.readText("channel")));
        }
        return channels;
    }
}
