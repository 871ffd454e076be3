package nacre.importers.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import nacre.importers.Expansion;
import nacre.importers.InvalidModelException;

/** What was done to each chunk when it was written, in that order. */
record Filters(List<FilterInfo> steps) {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int CHECKSUM = 3;
  private static final int CHECKSUM_BYTES = 4;

  static Filters of(ObjectHeader header) {
    List<FilterInfo> steps = header.hasMessageOfType(FilterPipelineMessage.class)
        ? header.getMessageOfType(FilterPipelineMessage.class).getFilters() : List.of();
    for (FilterInfo step : steps) {
      if (step.getId() < DEFLATE || step.getId() > CHECKSUM) {
        throw new InvalidModelException("the filter `" + step.getName() + "` (" + step.getId()
            + ") is not supported; deflate, shuffle and fletcher32 are");
      }
    }
    return new Filters(List.copyOf(steps));
  }

  /**
   * The chunk as it was before. Checksums are dropped, not checked.
   *
   * @param skipped the steps that were not done to this chunk
   * @param size    the bytes that it had
   */
  byte[] decode(MemorySegment stored, BitSet skipped, long size) {
    Expansion.require(stored.byteSize(), size);
    byte[] bytes = stored.toArray(ValueLayout.JAVA_BYTE);
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (!skipped.get(i)) {
        bytes = switch (steps.get(i).getId()) {
          case DEFLATE -> inflated(bytes, (int) size + CHECKSUM_BYTES * steps.size());
          case SHUFFLE -> unshuffled(bytes, steps.get(i).getData());
          default -> Arrays.copyOf(bytes, Math.max(0, bytes.length - CHECKSUM_BYTES));
        };
      }
    }
    if (bytes.length != size) {
      throw new InvalidModelException("found a chunk of " + bytes.length + " bytes, required " + size);
    }
    return bytes;
  }

  private static byte[] inflated(byte[] bytes, int most) {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes);
      byte[] out = new byte[most];
      int length = 0;
      while (!inflater.finished() && length < most) {
        int read = inflater.inflate(out, length, most - length);
        if (read == 0) {
          break;
        }
        length += read;
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw new InvalidModelException("a compressed chunk is damaged: " + e.getMessage());
    }
  }

  /** The first bytes of all elements come first, then the second ones. */
  private static byte[] unshuffled(byte[] bytes, int[] settings) {
    int width = settings.length == 0 ? 0 : settings[0];
    if (width < 1) {
      throw new InvalidModelException("found a shuffle of elements of " + width + " bytes");
    }
    int elements = bytes.length / width;
    byte[] out = bytes.clone();
    for (int octet = 0; octet < width && elements > 0; octet++) {
      for (int i = 0; i < elements; i++) {
        out[i * width + octet] = bytes[octet * elements + i];
      }
    }
    return out;
  }
}
