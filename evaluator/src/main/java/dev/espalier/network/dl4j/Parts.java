package dev.espalier.network.dl4j;

import dev.espalier.architecture.Operation;
import dev.espalier.data.Task;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layers that an export and the engine want to differ. */
interface Parts {
    /** What stands behind an output of an architecture with so many units. */
    Layer loss(int units);

    /** What a dropout of that rate, above 0, does in training. */
    IDropout dropout(double rate);

    /** Share of the old running statistics that a batch leaves. */
    double decay();

    /** Whether several outputs are put behind each other in front of one loss. */
    default boolean together() {
        return false;
    }

    /**
     * DL4J's own parts: its {@code output()} gives predictions, and its {@code fit} goes on training.
     *
     * @param task of an output with so many units
     */
    static Parts stock(IntFunction<Task.Type> task) {
        return new Parts() {
            @Override
            public Layer loss(int units) {
                return switch (task.apply(units)) {
                    case CLASSIFICATION -> loss(LossFunction.MCXENT, Activation.SOFTMAX);
                    case MULTI_LABEL -> loss(LossFunction.XENT, Activation.SIGMOID);
                    case REGRESSION -> loss(LossFunction.MSE, Activation.IDENTITY);
                };
            }

            @Override
            public IDropout dropout(double rate) {
                return new Dropout(1 - rate);
            }

            @Override
            public double decay() {
                return 1 - Operation.BatchNormalization.MOMENTUM;
            }

            private static Layer loss(LossFunction function, Activation activation) {
                return new LossLayer.Builder(function).activation(activation).build();
            }
        };
    }
}
