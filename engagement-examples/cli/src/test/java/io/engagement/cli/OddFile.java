package io.engagement.cli;

import io.engagement.connect.ScannedRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * An export as programs and people leave it: most of its rows are sound in the one way in which the file is written, some are
 * not, and the file as a whole may be anything.
 *
 * @param bytes all of it
 * @param options that tell how it is read
 * @param rows how many must be accounted for, if it is read at all
 * @param text of a failure's message
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes or compares it
record OddFile(byte[] bytes, List<String> options, long rows, String text) {
    private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep");
    private static final int MOST_SHOWN = 20_000;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String DELIMITERS = ",,,;;;\t\t| ~:-";
    private static final List<String> ENDS = List.of("\n", "\n", "\n", "\r\n", "\r\n", "\r");
    private static final List<String> COLUMNS = List.of(
            "customer_id",
            "at",
            "purpose",
            "value",
            "initiator",
            "channel",
            "cost",
            "note",
            "duration",
            "satisfaction",
            "id",
            "conversation");
    private static final List<String> ODD_COLUMNS = List.of(
            "", " ", "note", "Value", "status", "currency", "deleted", "x\"y", "=1+1", "\u00e4", "\u0000", "at ");
    private static final List<String> TITLES = List.of(
            "Bestellungen 2024",
            "Export of 2024-01-05",
            "Shop; Berlin, Mitte",
            "\"Report, \"\"all\"\"\"",
            ",,,",
            ";;",
            "#",
            "generated\tby CRM 4.2",
            " ");
    private static final List<String> TRAILERS =
            List.of("Total", "Summe", "Grand total", "(c) 2024 Shop", "-- end --", "42 rows", "\u001a", "\u0000");
    private static final List<String> CUSTOMERS = List.of(
            " c1",
            "c1 ",
            "C1",
            "0001",
            "1",
            "1.61478E+13",
            "1,61E+13",
            "a@shop.example",
            "",
            " ",
            "\u00a0",
            "\u2003",
            "\u0000",
            "=1+1",
            "-c",
            "+49 30 1",
            "\ud83d\ude00",
            "\u017di\u017eek",
            "x".repeat(300),
            "NULL",
            "null",
            "N/A",
            "#REF!",
            "two\u2028lines",
            "\ufeffc1",
            "a\u0007");
    private static final List<String> TIMES = List.of(
            "",
            "0",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "1900-01-00",
            "1970-01-01",
            "9999-12-31T23:59:59.999Z",
            "2024-02-30",
            "31.02.2024",
            "02/30/2024",
            "2024-13-01",
            "2024-01-01T24:00:00Z",
            "2024-01-01T23:59:60Z",
            "2024-03-31 02:30",
            "2024-1-1",
            "5.1.24",
            "1/5/24 3:04 pm",
            "05-Jan-24",
            "Jan 5, 2024 3:04 PM",
            "Fri, 05 Jan 2024 03:04:05 +0000",
            "5 janvier 2024",
            "2024W05",
            "2024-005",
            "20240105",
            "20240105T030405",
            "1704424000",
            "1704424000123",
            "1704424000123456",
            "45296",
            "45296.5",
            "4,5296E+04",
            "2024-01-05T03:04:05.123456789+05:45",
            "2024-01-05T03:04:05 UTC",
            "2024-01-05T03:04:05[Europe/Paris]",
            "+10000-01-01T00:00:00Z",
            "-0001-01-01",
            "\uff12\uff10\uff12\uff14-01-01",
            "\u0662\u0660\u0662\u0664-01-01",
            "now",
            "yesterday",
            "NaN");
    private static final List<String> NUMBERS = List.of(
            "",
            "-",
            ".",
            ",",
            "1.",
            ".5",
            "1.234",
            "1,234",
            "1.234,56",
            "1,234.56",
            "1 234,56",
            "1\u00a0234",
            "1'234.5",
            "1.2.3",
            "12,34,567.8",
            "(5)",
            "5-",
            "-5",
            "--5",
            "+5",
            "$5",
            "5 \u20ac",
            "EUR 5",
            "USD5.00",
            "5%",
            "1e2",
            "1e309",
            "1e-400",
            "0x1p3",
            "1_000",
            "\u0661\u0662",
            "\u2212" + "5",
            "NaN",
            "Infinity",
            "-0",
            "00012",
            "99999999999999999999",
            "P1D",
            "PT5M",
            "free",
            "12d");
    private static final List<String> KINDS = List.of(
            "purchase", " USE", "ODD", "", " ", "*", "COMPANY", "web", "\u0130", "SIGN_UP", "RETURN", "true", "1");
    private static final List<String> NOTES = List.of("", "x", "two words", "'", "#", "=1", "\\", "\u0085", "a\u0000b");
    private static final String SIGNS = "\"\"\"\"\r\n\n\u0000 ,;\t\ufeffx\\'#";

    /** How the sound times of a file are written: of a day and a month below 10. */
    private static final List<Function<int[], String>> TIME_FORMS = List.of(
            d -> "2024-%02d-%02d".formatted(d[0], d[1]),
            d -> "2024-%02d-%02dT03:04:05Z".formatted(d[0], d[1]),
            d -> "2024-%02d-%02d 03:04:05".formatted(d[0], d[1]),
            d -> "%02d.%02d.2024".formatted(d[1] + 18, d[0]),
            d -> "%02d/%02d/2024 3:04 AM".formatted(d[0], d[1] + 18),
            d -> "%d-%s-2024".formatted(d[1], MONTHS.get(d[0] - 1)),
            d -> String.valueOf(1_704_000_000L + 86_400L * (31 * d[0] + d[1])),
            d -> String.valueOf(1_704_000_000_000L + 86_400_000L * (31 * d[0] + d[1])),
            d -> String.valueOf(45_290 + 31 * d[0] + d[1]));

    /** How a file's sound numbers are written, and the option that reads them. */
    private enum NumberForm {
        PLAIN("", "12.5"),
        POINT(".", "1,234.50"),
        COMMA(",", "1.234,50"),
        COMMA_WITH_SIGN(",", "12,50 \u20ac"),
        SWISS(".", "1'234.50");

        private final String decimal;
        private final String text;

        NumberForm(String decimal, String text) {
            this.decimal = decimal;
            this.text = text;
        }
    }

    /** Draws a file with so many rows at most. */
    static OddFile draw(SplittableRandom random, int mostRows) {
        return new Drawing(random).file(random.nextInt(mostRows + 1));
    }

    @Override
    public String toString() {
        return options + ", " + rows + " rows:\n"
                + (text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text);
    }

    private static final class Drawing {
        private final SplittableRandom random;
        private final char delimiter;
        private final String end;
        /** Never, seldom, often, always. */
        private final int quoted;

        private final NumberForm numbers;
        private final Function<int[], String> times;
        private final int width;
        private final StringBuilder text = new StringBuilder();
        private final List<String> options = new ArrayList<>();

        Drawing(SplittableRandom random) {
            this.random = random;
            delimiter = DELIMITERS.charAt(random.nextInt(DELIMITERS.length()));
            end = pick(ENDS);
            quoted = random.nextInt(4);
            numbers = pick(List.of(NumberForm.values()));
            times = pick(TIME_FORMS);
            width = 4 + random.nextInt(COLUMNS.size() - 3);
        }

        private boolean once(int in) {
            return random.nextInt(in) == 0;
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        OddFile file(int rows) {
            int titles = once(5) ? 1 + random.nextInt(3) : 0;
            for (int i = 0; i < titles; i++) {
                text.append(title()).append(end);
            }
            line(header());
            int body = text.length();
            for (int i = 0; i < rows; i++) {
                row();
            }
            if (once(5)) {
                text.append(trailer()).append(once(2) ? end : "");
            }
            if (titles == 0 && once(2)) {
                damage(0);
            } else {
                damage(body);
            }
            addOptions();
            return written(titles);
        }

        /** A row as ScannedRow counts them: not empty, and its quotes are right. */
        private String title() {
            String drawn = pick(TITLES);
            return delimiter == '"' || (drawn.startsWith("\"") && delimiter == ' ') ? "title" : drawn;
        }

        private String trailer() {
            String first = pick(TRAILERS);
            return once(2) ? first : first + String.valueOf(delimiter).repeat(random.nextInt(width)) + "12,50";
        }

        private List<String> header() {
            List<String> names = new ArrayList<>(COLUMNS.subList(0, width));
            for (int i = random.nextInt(6) - 3; i > 0; i--) {
                names.set(3 + random.nextInt(width - 3), pick(ODD_COLUMNS));
            }
            if (once(30)) {
                names.set(random.nextInt(width), pick(COLUMNS));
            }
            return names;
        }

        private void row() {
            int fields = once(12) ? 1 + random.nextInt(width + 2) : width;
            line(IntStream.range(0, fields).mapToObj(this::value).toList());
            text.append(once(15) ? end : "");
        }

        private void line(List<String> values) {
            text.append(values.stream()
                            .map(this::quotedIfNeeded)
                            .collect(Collectors.joining(String.valueOf(delimiter))))
                    .append(once(12) ? pick(ENDS) : end);
        }

        private String value(int column) {
            boolean sound = random.nextInt(5) > 0;
            if (!sound && once(6_000)) {
                return String.valueOf(once(2) ? 'y' : delimiter).repeat((1 << 20) * (once(2) ? 1 : 5));
            }
            return switch (column) {
                case 0 -> sound ? "c" + random.nextInt(5) : pick(CUSTOMERS);
                case 1 -> sound ? times.apply(new int[] {1 + random.nextInt(9), 1 + random.nextInt(9)}) : pick(TIMES);
                case 2 -> sound ? "PURCHASE" : pick(KINDS);
                case 3, 6 -> sound ? numbers.text : pick(NUMBERS);
                case 4 -> sound ? "CUSTOMER" : pick(KINDS);
                case 5 -> sound ? "web" : pick(KINDS);
                case 8, 9 -> sound ? "" : pick(NUMBERS);
                case 10, 11 -> sound ? "" : "i" + random.nextInt(6);
                default -> pick(NOTES);
            };
        }

        private String quotedIfNeeded(String value) {
            boolean needs = value.indexOf(delimiter) >= 0 && random.nextInt(10) > 0;
            boolean quotes = quoted == 3 || (quoted == 2 && once(3)) || (quoted == 1 && once(60));
            if (quotes && once(12)) {
                return '"' + value.replace("\"", "\"\"") + pick(ENDS) + pick(List.of("\"\"", "", value)) + '"';
            }
            return quotes || needs ? '"' + value.replace("\"", "\"\"") + '"' : value;
        }

        private void damage(int from) {
            for (int i = Math.max(0, random.nextInt(5) - 2); i > 0 && text.length() > from; i--) {
                int at = from + random.nextInt(text.length() - from);
                switch (random.nextInt(5)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setLength(Math.max(at, text.length() - 20));
                    default -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                }
            }
        }

        private void addOptions() {
            options.addAll(List.of("--delimiter", delimiter == '\t' && once(2) ? "\\t" : String.valueOf(delimiter)));
            if (!numbers.decimal.isEmpty() && random.nextInt(10) > 0) {
                options.addAll(List.of("--decimal", numbers.decimal));
            }
            if (once(10)) {
                String format = pick(List.of("dd.MM.yyyy", "epoch-seconds", "days-since:1899-12-30"));
                options.addAll(List.of("--time-format", format));
            } else if (once(4)) {
                options.addAll(List.of("--where", pick(List.of("purpose=PURCHASE", "purpose!=ODD", "at>=2024-03-01"))));
            }
            if (once(6)) {
                options.addAll(List.of("--repeated-ids", "identical"));
            }
            if (once(6)) {
                options.addAll(List.of("--negative-purchases", pick(List.of("keep", "return", "refuse"))));
            }
        }

        private OddFile written(int titles) {
            Charset charset = pick(List.of(
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_16LE,
                    StandardCharsets.UTF_16BE,
                    WINDOWS,
                    StandardCharsets.ISO_8859_1));
            boolean isMarked = charset.name().startsWith("UTF") && once(2);
            boolean tellsDelimiter = titles == 0 && !charset.name().startsWith("UTF-16") && delimiter > ' ' && once(8);
            // As the encoding has it: what it lacks is a question mark.
            String read = new String(text.toString().getBytes(charset), charset);
            String unmarked = read.startsWith("\ufeff") ? read.substring(1) : read;
            String all = (tellsDelimiter ? "sep=" + delimiter + pick(List.of("\n", "\r\n")) : "")
                    + (isMarked ? unmarked : read);
            String told = isMarked && once(2)
                    ? "windows-1252"
                    : once(30) ? pick(List.of("UTF-8", "US-ASCII")) : charset.name();
            options.addAll(List.of("--charset", told));
            byte[] plain = ((isMarked ? "\ufeff" : "") + all).getBytes(charset);
            byte[] bytes = once(6) ? zipped(plain) : plain;
            return new OddFile(
                    bytes,
                    options,
                    expected(titles, tellsDelimiter ? all.substring(all.indexOf('\n') + 1) : unmarked),
                    all);
        }

        private long expected(int titles, String table) {
            String behind = table;
            for (int i = 0; i < titles; i++) {
                behind = behind.substring(behind.indexOf(end) + end.length());
            }
            return titles + (behind.isBlank() ? 0 : ScannedRow.count(behind, delimiter));
        }

        private static byte[] zipped(byte[] plain) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
                zip.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
