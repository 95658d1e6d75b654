package dev.espalier.network.dl4j;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.network.Bank;
import dev.espalier.network.DeviceChoice;
import dev.espalier.network.Engine;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Precision;
import dev.espalier.trial.Seeds;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J on the CPU with its oneDNN helpers on, or on the GPU that ND4J was built for: for those who want DL4J alone, and to check the other engine. DL4J
 * computes forwards and backwards; parameters, optimisers and random masks are ours, in Java.
 */
public final class Dl4jEngine implements Engine {
    private static final String NAME = "dl4j";

    /**
     * On the device of that choice; ND4J takes the CPU or a GPU for the whole process, by what is on the class path.
     *
     * @throws InvalidInputException where ND4J has taken another device, or the precision is mixed
     */
    public static Dl4jEngine on(DeviceChoice choice, Precision precision) {
        precision.requireFitting(NAME, choice);
        Nd4jLibrary.load();
        boolean cpu = Nd4j.getEnvironment().isCPU();
        if (choice.gpu(NAME, cpu ? 0 : 1).isEmpty() && !cpu) {
            throw new InvalidInputException(
                    "/device",
                    "The device 'cpu' is not there: this build's engine 'dl4j' computes on a GPU. Maybe start with BACKEND_PRIORITY_CPU=200 in the environment.");
        }
        return new Dl4jEngine();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Bank bank(Seeds seeds, Optimizer optimizer) {
        return new Dl4jBank(seeds, optimizer);
    }
}
