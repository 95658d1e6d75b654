package dev.espalier.space;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A play or its beginning: the index of the option chosen at each decision point, in order. Immutable. */
public final class Decisions {
    private static final Decisions NONE = new Decisions(new int[0]);

    private final int[] choices;

    private Decisions(int[] choices) {
        this.choices = choices;
    }

    /** The beginning of every play. */
    public static Decisions none() {
        return NONE;
    }

    public static Decisions of(int... choices) {
        return new Decisions(choices.clone());
    }

    /** Jackson 3 cannot call a method of variable arity with an array. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Decisions ofArray(int[] choices) {
        return of(choices);
    }

    public int size() {
        return choices.length;
    }

    /** The option chosen at the decision point of that position, from 0. */
    public int choice(int position) {
        return choices[position];
    }

    /** This play with one more choice. */
    public Decisions then(int choice) {
        int[] longer = Arrays.copyOf(choices, choices.length + 1);
        longer[choices.length] = choice;
        return new Decisions(longer);
    }

    /** The first {@code length} choices. */
    public Decisions prefix(int length) {
        return new Decisions(Arrays.copyOf(choices, length));
    }

    /** The same play with another choice at one position; whether it is still legal is the space's to say. */
    public Decisions with(int position, int choice) {
        int[] changed = choices.clone();
        changed[position] = choice;
        return new Decisions(changed);
    }

    public IntStream stream() {
        return Arrays.stream(choices);
    }

    @JsonValue
    public int[] toArray() {
        return choices.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decisions that && Arrays.equals(choices, that.choices);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(choices);
    }

    @Override
    public String toString() {
        return Arrays.toString(choices);
    }
}
