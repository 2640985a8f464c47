package io.holoward.scoring.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holoward.scoring.codec.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** A JSON array of what was learned elsewhere, in any file system Flink knows. */
public final class SeedFile {

  private SeedFile() {}

  /**
   * Reads all records of a file.
   *
   * @param name of the file; null for none
   * @param content what it should hold, as a message calls it
   */
  public static <T extends SpecificRecord> void read(
      String name, String content, Class<T> type, Consumer<T> record) throws IOException {
    if (name == null) {
      return;
    }
    Path file = new Path(name);
    FileSystem files = file.getFileSystem();
    try (InputStream in = files.open(file);
        JsonParser parser = new JsonFactory().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException(file + " holds no " + content + ": expected a JSON array");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        record.accept(RecordJson.read(type, parser));
      }
    }
  }
}
