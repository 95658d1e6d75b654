package dev.espalier.tensor;

import org.bytedeco.javacpp.Pointer;

/** What a process holds beside its Java heap, for tests that look for leaks of native memory. */
public final class NativeMemory {
    private NativeMemory() {}

    /**
     * Resident bytes less the Java heap. Tests run with {@code AlwaysPreTouch}, so all of the heap is resident: where it
     * was not, every page that Java touched for the first time would look like a leak.
     */
    public static long bytes() {
        return Pointer.physicalBytes() - Runtime.getRuntime().totalMemory();
    }
}
