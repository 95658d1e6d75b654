/** Puts the service together from its rooms and starts it. The only package that knows them all; nothing knows it. */
@NullMarked
package dev.espalier.server.service;

import org.jspecify.annotations.NullMarked;
