package dev.espalier.space;

import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The graph of a space that a person wrote, in which decisions are still open. */
final class CustomTemplate {
    private CustomTemplate() {}

    /** The value of a field of an operation, for these answers to the decisions and this input. */
    @FunctionalInterface
    interface Field<T> {
        T of(int[] answers, Shape input);
    }

    /** One operation; {@code pointer} is its place in the document. */
    record Layer(String type, String pointer, Field<Operation> operation) {}

    /** What stands at a vertex. */
    sealed interface Body {}

    /** Nothing: the vertex has no value, and whatever reads only such vertices has none. */
    record Nothing() implements Body {}

    /** Operations behind each other; none of them hands the input on. */
    record Stack(List<Layer> layers) implements Body {}

    /**
     * One of several, by the answer to a decision.
     *
     * @param steps what each adds to the keys of its layers; nothing where it stands for several options
     */
    record Choice(int decision, List<String> steps, List<Body> bodies) implements Body {}

    /** A block of the document. */
    record Use(String block) implements Body {}

    /** How the inputs of a vertex become one. */
    enum Join {
        ADD,
        CONCATENATE
    }

    record Point(String key, String pointer, List<String> inputs, Join join, Body body) {}

    /**
     * Vertices between the key {@code input} and an output.
     *
     * @param points each behind what it reads
     */
    record Block(List<Point> points, String output) {}

    /** What stands at a vertex once all is decided, and the steps that lead there, for its keys. */
    record Chosen(@Nullable Body body, String path) {
        /** Follows choices down to what stands there. */
        static Chosen of(Body body, int[] answers) {
            Body current = body;
            StringBuilder path = new StringBuilder();
            while (current instanceof Choice choice) {
                int answer = answers[choice.decision()];
                path.append(choice.steps().get(answer));
                current = choice.bodies().get(answer);
            }
            return new Chosen(current, path.toString());
        }
    }
}
