package io.holoward.benchmarks.suite;

import java.nio.file.Path;

/**
 * Where a part is run.
 *
 * @param effort how much is put into it
 * @param directory for its files, gone when all is done
 * @param screen told how far it is
 */
public record Bench(Effort effort, Path directory, Screen screen) {}
