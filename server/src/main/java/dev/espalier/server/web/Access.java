package dev.espalier.server.web;

import java.util.Optional;

/**
 * Who can reach the service.
 *
 * @param loopback whether only this machine can
 * @param token what every call must bring, where it is set
 */
public record Access(boolean loopback, Optional<String> token) {}
