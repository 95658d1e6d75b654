package dev.espalier.evaluator;

/** A training that cannot go on; becomes a failed outcome with this message. */
final class TrainingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingFailure(String message) {
        super(message);
    }
}
