package dev.espalier.network.dl4j;

import dev.espalier.tensor.NativeLibrary;
import org.deeplearning4j.config.DL4JClassLoading;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads ND4J with DL4J's oneDNN helpers on. Whatever touches ND4J calls {@link #load} first: the helpers are off by
 * default, and a layer decides when it is made.
 */
public final class Nd4jLibrary {
    private Nd4jLibrary() {}

    /** Loads the native library, once; gives whether the oneDNN helpers are active. */
    public static boolean load() {
        NativeLibrary.once("nd4j", Nd4jLibrary::initialize);
        return !Boolean.getBoolean(DL4JSystemProperties.DISABLE_HELPER_PROPERTY) && BaseMKLDNNHelper.mklDnnEnabled();
    }

    private static void initialize() {
        if (System.getProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY) == null) {
            System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "false");
        }
        // Both look for classes in the loader of the thread that asks first, which need not know this jar.
        ND4JClassLoading.setNd4jClassloaderFromClass(Nd4jLibrary.class);
        DL4JClassLoading.setDl4jClassloaderFromClass(Nd4jLibrary.class);
        Nd4j.ones(1).addi(1);
    }
}
