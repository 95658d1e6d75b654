package dev.espalier.server.service;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar says it has. */
public final class BuildVersion implements IVersionProvider {
    static String version() {
        String written = BuildVersion.class.getPackage().getImplementationVersion();
        return written == null ? "development" : written;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"espalier " + version()};
    }
}
