package dev.espalier.network.torch;

import dev.espalier.network.Bank;
import dev.espalier.network.DeviceChoice;
import dev.espalier.network.Engine;
import dev.espalier.network.Hypernetwork;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Precision;
import dev.espalier.tensor.Device;
import dev.espalier.trial.Seeds;
import java.util.OptionalInt;

/**
 * LibTorch on the CPU with one native thread for every thread that calls, or on a GPU: the default for search. On the
 * CPU two networks in two threads compute the same bits as one after the other. Random numbers are drawn on the CPU
 * whatever computes, so that a GPU differs by rounding alone.
 */
public final class TorchEngine implements Engine {
    private static final String NAME = "torch";

    private final Placement placement;

    /** On the CPU. */
    public TorchEngine() {
        this(Placement.CPU);
    }

    TorchEngine(Placement placement) {
        this.placement = placement;
    }

    /**
     * On the device of that choice.
     *
     * @throws dev.espalier.catalog.InvalidInputException where there is no such device, or it is the CPU and the precision is mixed
     */
    public static TorchEngine on(DeviceChoice choice, Precision precision) {
        OptionalInt gpu = choice.gpu(NAME, Device.gpus());
        if (gpu.isEmpty()) {
            precision.requireFitting(NAME, DeviceChoice.CPU);
            return new TorchEngine();
        }
        return new TorchEngine(new Placement(Device.gpu(gpu.getAsInt()), precision));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Bank bank(Seeds seeds, Optimizer optimizer) {
        return new TorchBank(seeds, optimizer, placement);
    }

    @Override
    public Bank hypernetwork(Seeds seeds, Optimizer optimizer, Hypernetwork hypernetwork) {
        return new GeneratedBank(seeds, optimizer, WeightGenerator.of(hypernetwork), placement);
    }
}
