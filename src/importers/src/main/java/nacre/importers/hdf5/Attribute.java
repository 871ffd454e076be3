package nacre.importers.hdf5;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GlobalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Utils;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.importers.InvalidModelException;

/** A small value that belongs to an object. Texts are UTF-8, whatever the file says: Keras writes both words for it. */
final class Attribute {
  /** Of one attribute, in bytes. */
  private static final long MOST_TEXT = 64L << 20;

  private final DataType type;
  private final Optional<ByteBuffer> data;

  private Attribute(AttributeMessage message) {
    this.type = message.getDataType();
    this.data = Optional.ofNullable(message.getDataBuffer());
  }

  /** Those of the object with that header, by name. */
  static Map<String, Attribute> all(Storage storage, ObjectHeader header) {
    Map<String, Attribute> all = new HashMap<>();
    for (AttributeMessage message : messages(storage, header)) {
      if (all.put(message.getName(), new Attribute(message)) != null) {
        throw new InvalidModelException("two attributes have the name `" + message.getName() + "`");
      }
    }
    return all;
  }

  private static List<AttributeMessage> messages(Storage storage, ObjectHeader header) {
    List<AttributeMessage> messages = new ArrayList<>(header.getMessagesOfType(AttributeMessage.class));
    for (AttributeInfoMessage info : header.getMessagesOfType(AttributeInfoMessage.class)) {
      if (info.getFractalHeapAddress() != Constants.UNDEFINED_ADDRESS) {
        FractalHeap heap = Structures.heap(storage, info.getFractalHeapAddress());
        List<AttributeNameForIndexedAttributesRecord> records = Structures
            .<AttributeNameForIndexedAttributesRecord>tree(storage, info.getAttributeNameBTreeAddress()).getRecords();
        for (AttributeNameForIndexedAttributesRecord record : records) {
          messages.add(new AttributeMessage(heap.getId(record.getHeapId()), storage, record.getFlags()));
        }
      }
    }
    return messages;
  }

  List<String> texts(Storage storage) {
    if (data.isEmpty()) {
      return List.of();
    }
    ByteBuffer bytes = data.get().duplicate().order(data.get().order());
    return switch (type) {
      case StringData fixed -> fixed(bytes, fixed);
      case VariableLength variable when variable.isVariableLengthString() -> variable(storage, bytes, variable);
      default -> throw new InvalidModelException("this is no text");
    };
  }

  private static List<String> fixed(ByteBuffer bytes, StringData type) {
    List<String> texts = new ArrayList<>();
    while (bytes.remaining() >= type.getSize()) {
      texts.add(text(Utils.createSubBuffer(bytes, type.getSize()), type.getPaddingType()));
    }
    return texts;
  }

  private static List<String> variable(Storage storage, ByteBuffer bytes, VariableLength type) {
    Map<Long, GlobalHeap> heaps = new HashMap<>();
    List<String> texts = new ArrayList<>();
    long total = 0;
    while (bytes.hasRemaining()) {
      int length = Utils.readBytesAsUnsignedInt(bytes, 4);
      long address = Utils.readBytesAsUnsignedLong(bytes, storage.getSizeOfOffsets());
      int index = Utils.readBytesAsUnsignedInt(bytes, 4);
      total += length;
      if (total > MOST_TEXT) {
        throw new InvalidModelException("found more than " + (MOST_TEXT >> 20) + " MiB of text");
      }
      if (length == 0) {
        texts.add("");
        continue;
      }
      ByteBuffer object = heaps.computeIfAbsent(address, at -> new GlobalHeap(storage, at)).getObjectData(index);
      texts.add(text(Utils.createSubBuffer(object, length), type.getPaddingType()));
    }
    return texts;
  }

  private static String text(ByteBuffer bytes, StringData.PaddingType padding) {
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    int end = all.length;
    switch (padding) {
      case NULL_TERMINATED -> {
        end = 0;
        while (end < all.length && all[end] != 0) {
          end++;
        }
      }
      case NULL_PADDED -> {
        while (end > 0 && all[end - 1] == 0) {
          end--;
        }
      }
      case SPACE_PADDED -> {
        while (end > 0 && all[end - 1] == ' ') {
          end--;
        }
      }
    }
    return new String(all, 0, end, StandardCharsets.UTF_8);
  }
}
