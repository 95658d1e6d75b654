package dev.espalier.network;

import dev.espalier.catalog.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How precisely a network multiplies; weights, gradients, statistics and losses are in single precision always. */
public enum Precision {
    /** 32 bits throughout. */
    SINGLE,
    /**
     * Convolutions and dense layers in bfloat16, whose range is that of single precision: no loss needs to be scaled
     * (Micikevicius 2018; Kalamkar 2019). For GPUs alone.
     */
    MIXED;

    /** @throws InvalidInputException where the engine or the device can never compute so */
    public void requireFitting(String engine, DeviceChoice device) {
        if (this == MIXED && !engine.equals("torch")) {
            throw refused("the engine 'torch'", "engine", engine);
        }
        if (this == MIXED && device.equals(DeviceChoice.CPU)) {
            throw refused("a GPU", "device", device.name());
        }
    }

    private InvalidInputException refused(String needed, String what, String given) {
        return new InvalidInputException(
                "/precision",
                "The precision '%s' needs %s; the %s is '%s'. Maybe take 'single'."
                        .formatted(key(), needed, what, given));
    }

    /** The word in a search specification. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Precision::key).toList();
    }

    /** The precision of that word, which {@link #keys} lists. */
    public static Precision of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
