package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.cli.Invocations.Invocation;
import io.engagement.testkit.run.FullRun;
import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines whose language, zone and encoding are others: the program says the same there, to the byte. */
class LocaleProcessTest {
    /** Each changes more than one thing, so that few machines are needed. */
    private static final List<String> MACHINES = FullRun.isOn()
            ? List.of(
                    "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu -Dfile.encoding=windows-1252",
                    "-Duser.language=ar -Duser.country=EG -Duser.timezone=America/St_Johns -Djava.locale.providers=COMPAT",
                    "-Duser.language=ar -Duser.country=SA -Dfile.encoding=US-ASCII",
                    "-Duser.language=fa -Duser.country=IR -Duser.timezone=Asia/Tehran",
                    "-Duser.language=th -Duser.country=TH -Duser.variant=TH -Djava.locale.providers=COMPAT",
                    "-Duser.language=th -Duser.country=TH -Duser.timezone=Pacific/Apia",
                    "-Duser.language=hi -Duser.country=IN -Duser.timezone=Australia/Lord_Howe -Djava.locale.providers=COMPAT",
                    "-Duser.language=de -Duser.country=CH -Duser.timezone=Africa/Casablanca -Dfile.encoding=UTF-16",
                    "-Duser.language=az -Duser.country=AZ -Duser.timezone=America/Sao_Paulo -Dline.separator=\n")
            : List.of(
                    "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu -Dfile.encoding=windows-1252",
                    "-Duser.language=ar -Duser.country=SA -Duser.timezone=America/St_Johns -Dfile.encoding=US-ASCII");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theBytesAreTheSameWhateverTheDefaultsOfTheMachine() throws Exception {
        List<String> lines = lines();
        Path words = Files.write(folder.resolve("words"), lines);
        String expected = lines.stream().map(RunsOfWords::told).collect(Collectors.joining());
        Map<String, String> files = files();
        for (String machine : MACHINES) {
            assertThat(runs(machine, words)).as(machine).isEqualTo(expected);
            assertThat(files()).as(machine).isEqualTo(files);
        }
    }

    /** A pipe gets the bytes that a machine of here would write. */
    @Test
    void standardOutputIsInUtf8WhateverTheDefaultsOfTheMachine() throws Exception {
        String[] words = {"score", "--input", Run.file(folder, "one.csv", """
                customer,at,purpose
                \u0141ucja \u0e01\u0661,2026-01-05,PURCHASE
                """).toString()};
        String expected = Run.of(words).out();
        for (String machine : MACHINES) {
            Path out = folder.resolve("out");
            Process process = new ProcessBuilder(SecondJvm.command(List.of(machine.split(" ")), Main.class, words))
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).isZero();
            assertThat(Files.readString(out, StandardCharsets.UTF_8))
                    .as(machine)
                    .isEqualTo(expected);
        }
    }

    /** What is in the folder; files that commands wrote are among them. */
    private Map<String, String> files() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(each -> !each.endsWith("told")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private String runs(String machine, Path words) throws IOException {
        Path told = folder.resolve("told");
        List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        options.addAll(List.of(machine.split(" ")));
        SecondJvm.run(SecondJvm.command(options, RunsOfWords.class, words.toString(), told.toString()));
        return Files.readString(told, StandardCharsets.UTF_8);
    }

    /** All ways to run each command; in every build one of each. */
    private List<String> lines() {
        Set<String> named = new HashSet<>();
        Stream<List<String>> runs = Invocations.in(folder).all().stream()
                .filter(each -> named.add(each.name()) || FullRun.isOn())
                .filter(each -> !each.name().equals("compare"))
                .map(LocaleProcessTest::words);
        return Stream.concat(runs, odd().stream()).map(RunsOfWords::line).toList();
    }

    private static List<String> words(Invocation run) {
        return Stream.of(run.command(), run.more(), run.input())
                .flatMap(List::stream)
                .toList();
    }

    /** Texts that are written or read in other ways elsewhere, and messages of the words themselves. */
    private List<List<String>> odd() {
        String file = Run.file(folder, "odd.csv", """
                id;WHEN;purpose;Betrag;initiator
                \u0130I\u0131i;1 Dez 2024 3:00 PM;PURCHASE;"1.234,50";customer
                \u0130I\u0131i;12 mai 2024 3:00 pm;sign_up;"-3,5";COMPANY
                \u0661;12.13.2024;SIGN_UP;"\u0661\u0662";
                \u0e01;3 July 2024;purchase;12,5;nobody
                """).toString();
        List<String> read = List.of(
                "--allow-refused",
                "1",
                "--input",
                file,
                "--map",
                "customer=id,at=WHEN,value=Betrag",
                "--delimiter",
                ";",
                "--decimal",
                ",");
        return List.of(
                List.of("inspect", file),
                plus(read, "fit", "--model", "nbd"),
                plus(read, "score", "--excel"),
                plus(read, "fit", "--model", "bg-nbd", "--time-scale", "minutes"),
                plus(read, "lifecycle", "--period", "QUARTERS"),
                List.of("fit", "--model"),
                List.of("fit", "--model", "PARETO-NBD", "--input"),
                List.of("score", "one", "two", "three"),
                List.of("demo", "--customers", "1.234"),
                List.of("SCORE"),
                List.of("score", "--INPUT", file),
                List.of("simulate", "--help"));
    }

    private static List<String> plus(List<String> read, String... words) {
        return Stream.concat(Stream.of(words), read.stream()).toList();
    }
}
