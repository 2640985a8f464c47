package io.holoward.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class DeferredBytesTest {

  private final AtomicInteger made = new AtomicInteger();
  private final DeferredBytes deferred =
      new DeferredBytes(
          out -> {
            made.incrementAndGet();
            out.write(new byte[] {1, 2, 3}, 0, 3);
            out.write(4);
            out.write(new byte[0]);
            out.write(new byte[] {9, 5, 9}, 1, 1);
          });

  @Test
  void theyAreMadeWhenTheyAreWrittenAndNotWhenTheirStateIsCopied() throws Exception {
    List<DeferredBytes> copy =
        new ListSerializer<>(DeferredBytesSerializer.INSTANCE)
            .copy(new ArrayList<>(List.of(deferred)));
    assertThat(made).hasValue(0);

    written(copy.get(0));
    assertThat(made).hasValue(1);
  }

  @Test
  void whatWasWrittenInPiecesIsReadAsAWhole() throws Exception {
    DeferredBytes read =
        DeferredBytesSerializer.INSTANCE.deserialize(new DataInputDeserializer(written(deferred)));
    assertThat(read.get()).containsExactly(1, 2, 3, 4, 5);
    assertThat(read.get()).as("again").containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void whatIsReadCanBeWrittenAgain() throws Exception {
    DeferredBytes read =
        DeferredBytesSerializer.INSTANCE.deserialize(new DataInputDeserializer(written(deferred)));
    DeferredBytes again =
        DeferredBytesSerializer.INSTANCE.deserialize(new DataInputDeserializer(written(read)));
    assertThat(again.get()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void onlyWhatBelongsToThemIsRead() throws Exception {
    DataOutputSerializer two = new DataOutputSerializer(16);
    DeferredBytesSerializer.INSTANCE.serialize(deferred, two);
    two.writeInt(7);
    DataInputDeserializer source = new DataInputDeserializer(two.getCopyOfBuffer());
    DataOutputSerializer copy = new DataOutputSerializer(64);
    DeferredBytesSerializer.INSTANCE.copy(source, copy);

    assertThat(source.readInt()).isEqualTo(7);
    assertThat(copy.getCopyOfBuffer()).isEqualTo(written(deferred));
  }

  private static byte[] written(DeferredBytes bytes) throws Exception {
    DataOutputSerializer target = new DataOutputSerializer(16);
    DeferredBytesSerializer.INSTANCE.serialize(bytes, target);
    return target.getCopyOfBuffer();
  }
}
