package io.holoward.cli.demo;

/**
 * Where the discovery of a process stands.
 *
 * @param isProtected false while it is being discovered
 */
public record ShownProgress(String processId, boolean isProtected) {}
