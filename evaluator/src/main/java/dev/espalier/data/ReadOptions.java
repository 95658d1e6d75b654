package dev.espalier.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person says of a file where it should not be found from the data.
 *
 * @param target name of the column to predict; else the columns called {@code label:...} (several labels) or
 *     {@code target:...} (several numbers), else the one called label, class or target, else the last
 * @param task what the target is; else a regression where it holds fractions or more than 20 different numbers
 * @param nominal columns that hold categories although they look like numbers
 * @param group column whose equal values must fall into one part, such as a patient
 * @param time column of numbers or ISO dates: validation and test are the latest rows
 * @param split column that holds train, validation or test for each row; what it leaves open is drawn by group or time
 * @param side pixels along each side to which images are resized; else their median size, at most 64
 */
public record ReadOptions(
        Optional<String> target,
        Optional<Task.Type> task,
        List<String> nominal,
        Optional<String> group,
        Optional<String> time,
        Optional<String> split,
        Optional<Integer> side) {
    /** Everything is found from the data. */
    public static final ReadOptions NONE = new ReadOptions(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public ReadOptions {
        nominal = List.copyOf(nominal);
    }

    /** Of which kind a file is. */
    enum Kind {
        TABLE("a table"),
        IMAGES("a collection of images"),
        IDX("a collection of images of one size");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The first thing said that a file of this kind has no use for. */
    Optional<String> unused(Kind kind) {
        if (kind == Kind.TABLE) {
            return side.map(pixels -> "side");
        }
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("target", target.isPresent());
        given.put("task", task.filter(type -> type != Task.Type.CLASSIFICATION).isPresent());
        given.put("nominal", !nominal.isEmpty());
        given.put("group", group.isPresent());
        given.put("time", time.isPresent());
        given.put("split", split.isPresent());
        given.put("side", kind == Kind.IDX && side.isPresent());
        return given.keySet().stream().filter(given::get).findFirst();
    }

    /** Columns that divide the rows and are neither features nor targets. */
    List<String> roles() {
        return Stream.of(group, time, split).flatMap(Optional::stream).toList();
    }

    /** Nothing but the column to predict and the kind of task are given. */
    public static ReadOptions of(Optional<String> target, Optional<Task.Type> task) {
        return new ReadOptions(
                target, task, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
