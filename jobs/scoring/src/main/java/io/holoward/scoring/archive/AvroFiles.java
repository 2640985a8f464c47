package io.holoward.scoring.archive;

import io.holoward.detection.configuration.ArchiveSettings.Codec;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Writes elements as records of Avro container files, which name their schema and are read without
 * a registry.
 *
 * @param <T> the elements
 * @param <R> their records
 */
final class AvroFiles<T, R extends SpecificRecord> implements BulkWriter.Factory<T> {

  private static final long serialVersionUID = 1L;

  private static final int ZSTANDARD_LEVEL = 3;
  private static final int DEFLATE_LEVEL = 6;

  private final Class<R> type;
  private final ArchiveFolders.Part<T, R> record;
  private final Codec codec;

  AvroFiles(Class<R> type, ArchiveFolders.Part<T, R> record, Codec codec) {
    this.type = type;
    this.record = record;
    this.codec = codec;
  }

  @Override
  public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
    Schema schema = SpecificData.getForClass(type).getSchema(type);
    DataFileWriter<R> file = new DataFileWriter<>(new SpecificDatumWriter<R>(schema));
    file.setCodec(
        switch (codec) {
          case ZSTANDARD -> CodecFactory.zstandardCodec(ZSTANDARD_LEVEL);
          case DEFLATE -> CodecFactory.deflateCodec(DEFLATE_LEVEL);
        });
    file.create(schema, new Unclosed(out));
    return new Writer<>(file, record);
  }

  private record Writer<T, R>(DataFileWriter<R> file, ArchiveFolders.Part<T, R> record)
      implements BulkWriter<T> {

    @Override
    public void addElement(T element) throws IOException {
      file.append(record.apply(element));
    }

    @Override
    public void flush() throws IOException {
      file.flush();
    }

    @Override
    public void finish() throws IOException {
      file.close();
    }
  }

  /** A stream that is Flink's to close: only then does the file become part of a checkpoint. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
