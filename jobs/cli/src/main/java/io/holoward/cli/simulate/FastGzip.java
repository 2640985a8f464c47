package io.holoward.cli.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at its fastest: what is simulated is large and read soon. */
final class FastGzip extends GZIPOutputStream {
  private static final int BUFFER = 64 * 1024;

  private FastGzip(OutputStream out) throws IOException {
    super(out, BUFFER);
    def.setLevel(Deflater.BEST_SPEED);
  }

  /** A new text file, UTF-8. */
  static BufferedWriter text(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(new FastGzip(Files.newOutputStream(file)), StandardCharsets.UTF_8),
        BUFFER);
  }
}
