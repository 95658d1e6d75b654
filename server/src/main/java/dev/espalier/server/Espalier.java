package dev.espalier.server;

final class Espalier {
    private Espalier() {}

    public static void main(String[] args) {}
}
