package io.engagement.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All contenders on one file in one run: each in processes of its own with the same flags, on one processor and on two,
 * in turns, so that what else the machine does hits all alike. Prints a table in Markdown. Fails if two of them do not
 * write the same figures.
 */
final class Compare {
    private static final List<String> FLAGS = List.of("-Xms2g", "-Xmx8g", "-XX:+UseParallelGC");
    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final Peer REFERENCE = Peer.DUCKDB;

    private final Path folder;
    private final Path base;
    private final int runs;

    private Compare(Path folder, int runs) {
        this.folder = folder;
        this.base = folder.resolve("base.csv");
        this.runs = runs;
    }

    /** Medians of what a contender took, in ms. */
    private record Times(double cold, double warm) {}

    /**
     * Compares.
     *
     * @param arguments how many customers, how many runs of each, and up to how many processors
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("peers");
        try {
            Compare compare = new Compare(folder, Integer.parseInt(arguments[1]));
            compare.writeBase(arguments[0]);
            System.out.println();
            System.out.println("| processors | contender | cold, s | warm, s | of DuckDB's cold | of DuckDB's warm |");
            System.out.println("|---:|---|---:|---:|---:|---:|");
            for (int processors = 1; processors <= Integer.parseInt(arguments[2]); processors++) {
                compare.print(processors);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void writeBase(String customers) throws IOException, InterruptedException {
        List<String> command = java();
        command.addAll(List.of(BaseFile.class.getName(), customers, "1", base.toString()));
        lines(command).forEach(System.out::println);
        System.out.println(Files.size(base) / 1_000_000 + " MB; " + runs + " runs; " + String.join(" ", FLAGS) + "; "
                + "JDK " + Runtime.version());
    }

    private void print(int processors) throws IOException, InterruptedException {
        Map<Peer, Times> times = measure(processors);
        Results expected = Results.read(output(REFERENCE));
        for (Peer peer : Peer.values()) {
            expected.requireSame(Results.read(output(peer)));
        }
        Times reference = times.getOrDefault(REFERENCE, new Times(Double.NaN, Double.NaN));
        times.forEach((peer, time) -> System.out.printf(
                Locale.ROOT,
                "| %d | `%s` | %.2f | %.2f | %.2f | %.2f |%n",
                processors,
                peer.label(),
                time.cold() / 1000,
                time.warm() / 1000,
                time.cold() / reference.cold(),
                time.warm() / reference.warm()));
    }

    private Map<Peer, Times> measure(int processors) throws IOException, InterruptedException {
        Map<Peer, List<Double>> cold = new EnumMap<>(Peer.class);
        Map<Peer, List<Double>> warm = new EnumMap<>(Peer.class);
        for (int run = 0; run < runs; run++) {
            for (Peer peer : Peer.values()) {
                long begun = System.nanoTime();
                lines(command(peer, processors, 1));
                cold.computeIfAbsent(peer, key -> new ArrayList<>()).add((System.nanoTime() - begun) / 1e6);
            }
        }
        for (Peer peer : Peer.values()) {
            // The first two runs, and what the compiler does in them, are not warm.
            warm.put(
                    peer,
                    lines(command(peer, processors, runs + 2)).stream()
                            .skip(2)
                            .map(Double::valueOf)
                            .toList());
        }
        Map<Peer, Times> times = new EnumMap<>(Peer.class);
        cold.forEach((peer, each) -> times.put(peer, new Times(median(each), median(warm.getOrDefault(peer, each)))));
        return times;
    }

    private Path output(Peer peer) {
        return folder.resolve(peer.label() + ".csv");
    }

    private List<String> command(Peer peer, int processors, int times) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(TASKSET)) {
            command.addAll(List.of(TASKSET.toString(), "-c", "0-" + (processors - 1)));
        }
        command.addAll(java());
        command.add(command.size() - 2, "-XX:ActiveProcessorCount=" + processors);
        command.addAll(List.of(
                RunPeer.class.getName(),
                peer.label(),
                base.toString(),
                output(peer).toString(),
                Integer.toString(times)));
        return command;
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    private static List<String> lines(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with exit code " + exitCode);
        }
        return lines;
    }

    private static double median(List<Double> numbers) {
        double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return IntStream.of(sorted.length / 2, (sorted.length - 1) / 2)
                .mapToDouble(i -> sorted[i])
                .average()
                .orElse(Double.NaN);
    }
}
