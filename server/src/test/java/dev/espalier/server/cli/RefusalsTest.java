package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be used is said in words: the value, the bound, the place, and no class of ours or of Java's. */
class RefusalsTest {
    @TempDir
    Path folder;

    @Test
    void fileThatCannotBeReadIsSaidInWords() throws IOException {
        refused("The file 'gone.json' cannot be read: there is no 'gone.json'.", "search", "--spec", "gone.json");
        Path latin = Files.write(
                folder.resolve("latin.json"), "{\"name\": \"größe\"}".getBytes(StandardCharsets.ISO_8859_1));
        refused("cannot be read: it is not UTF-8 text.", "search", "--spec", latin.toString());
    }

    @Test
    void dataFolderThatCannotBeUsedIsRefused() throws IOException {
        Files.createFile(folder.resolve("data"));
        refused("data' already.", "list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "show abc",
                "export abc --format csv --output x.csv",
                "pause abc",
                "delete abc",
                "train abc --trials 1",
                "search --resume abc",
                "rank --of abc",
                "rank --dataset digits --reference abc",
                "datasets list",
                "datasets show digits",
                "datasets remove abc"
            })
    void dataFolderIsNotMadeByLookingIntoIt(String command) {
        refused("There is no data folder '%s'".formatted(folder.resolve("data")), command.split(" "));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void flagsBesideResumeAreNotIgnored() {
        refused("--resume: The search 'abc' goes on as it was specified", "search", "--resume", "abc", "--trials", "9");
        refused("cannot change it: --estimate.", "search", "--resume", "abc", "--estimate");
    }

    @Test
    void learningFromSearchesNeedsAControllerThatCan() {
        refused(
                "--learn-from: The controller 'ppo' does not learn from earlier searches. Maybe say --controller hyper",
                "search",
                "--dataset",
                "digits",
                "--controller",
                "ppo",
                "--learn-from",
                "abc");
        refused(
                "The controller that is taken by default does not",
                "search",
                "--dataset",
                "digits",
                "--learn-from",
                "a");
        refused(
                "earlier/searches/0: The value \"abc\" must be the ID of a search",
                "search --dataset digits --controller hyper-policy --learn-from abc".split(" "));
    }

    @Test
    void nothingCanBeListedByLessThanOne() {
        refused("--limit: The value 0 must be", "list", "--limit", "0");
        refused("--top: The value -3 must be", "show", "abc", "--top", "-3");
    }

    @Test
    void numberIsRefusedWithItsBound() {
        refused("'--trials': 'abc' must be a whole number of at most 2,147,483,647", "search", "--trials", "abc");
        refused("'99999999999' must be a whole number of at most 2,147,483,647", "list", "--limit", "99999999999");
        refused("'--seconds': 'soon' must be a number", "search", "--seconds", "soon");
        refused("'many' must be a whole number", "train", "abc", "--trials", "1,many");
        refused("for option '--set'", "search", "--set", "foo");
    }

    @Test
    void folderThatCannotBeWrittenIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        refused(
                "--output: The folder '/proc' cannot be written",
                "export",
                "abc",
                "--format",
                "csv",
                "--output",
                "/proc/x");
    }

    @Test
    void wordThatIsNoCommandIsRefusedWhateverStandsBesideIt() {
        refusedAsTyped("There is no command 'dance'. Known: serve, search, list, ", "dance", "--help");
        refusedAsTyped("Maybe see: espalier --help", "dance");
        refusedAsTyped("There is no command 'dance'. Known: add, ", "datasets", "dance", "--help");
        refusedAsTyped("Maybe see: espalier datasets --help", "datasets", "dance");
    }

    private void refused(String words, String... arguments) {
        refused(words, new Terminal(folder.resolve("data")).run(arguments));
    }

    private static void refusedAsTyped(String words, String... arguments) {
        refused(words, Terminal.typed(arguments));
    }

    private static void refused(String words, Terminal.Answer answer) {
        assertThat(answer.err()).contains(words).doesNotContain("Exception");
        assertThat(answer.code()).isEqualTo(2);
    }
}
