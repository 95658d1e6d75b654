package dev.espalier.evaluator;

import dev.espalier.network.Bank;
import dev.espalier.trial.Evaluator.Sampler;
import dev.espalier.trial.Seeds;
import java.util.Optional;

/** A bank with what teaches it and what keeps it. */
final class SharedBank implements AutoCloseable {
    private final Bank bank;
    private final SharedTraining training;
    private final SharedSnapshots snapshots;

    /**
     * @param kind what the bank holds, by the name of its entry in the catalogue
     * @param number of the bank, from 0; the first one draws with the search's own seeds
     */
    SharedBank(String kind, int number, EvaluatorContext context, SharedSettings settings, Bank bank) {
        Seeds seeds = seeds(context, number);
        this.bank = bank;
        this.training = new SharedTraining(context, seeds, settings);
        String fingerprint = "%s, %s, %s, %s"
                .formatted(context.engine().name(), seeds, context.data().name(), settings.fingerprint());
        this.snapshots =
                new SharedSnapshots(context.folder(), number == 0 ? kind : kind + "-" + (number + 1), fingerprint);
    }

    /** Of that bank's first parameters and of its steps. */
    static Seeds seeds(EvaluatorContext context, int number) {
        return number == 0 ? context.seeds() : context.seeds().child("bank", number);
    }

    Bank bank() {
        return bank;
    }

    /** The last round that is kept, or -1. */
    int newest() {
        return snapshots.newest();
    }

    /** Puts back what is kept of that round, and gives it. */
    Optional<SharedSnapshots.Snapshot> restore(int round) {
        Optional<SharedSnapshots.Snapshot> kept = snapshots.read(round);
        kept.ifPresent(snapshot -> bank.restore(snapshot.weights()));
        return kept;
    }

    void learn(int round, Sampler sampler) {
        training.round(round, sampler, bank);
    }

    void keep(int round, Optional<ControlBand> band) {
        snapshots.write(round, new SharedSnapshots.Snapshot(bank.snapshot(), band));
    }

    @Override
    public void close() {
        bank.close();
    }
}
