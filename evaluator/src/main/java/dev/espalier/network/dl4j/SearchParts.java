package dev.espalier.network.dl4j;

import dev.espalier.network.Loss;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;

/** The engine's parts: raw outputs, our losses, masks by seed, and the batch's statistics where a gradient would be. */
record SearchParts(Loss function, Masks masks) implements Parts {
    @Override
    public Layer loss(int units) {
        return new LossLayer.Builder(new MeanLoss(function))
                .activation(Activation.IDENTITY)
                .build();
    }

    @Override
    public IDropout dropout(double rate) {
        return new SeededDropout(masks, rate);
    }

    /** With 0 the pseudo-gradient of a running statistic is the old value less the batch's. */
    @Override
    public double decay() {
        return 0;
    }

    @Override
    public boolean together() {
        return true;
    }
}
