package nacre.keras.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import nacre.importers.Expansion;
import nacre.importers.InvalidModelException;
import nacre.importers.wire.Numbers;

/**
 * The entries of a zip file, by the directory at its end. What is stored as it is stays where it lies and is not copied.
 * Names that lead elsewhere, or that are there twice, are refused, also those of entries that nobody asks for.
 */
final class ZipEntries {
  private record Entry(int method, long checksum, long stored, long size, long at) {}

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int END = 0x06054b50;
  private static final int LONG_END = 0x06064b50;
  private static final int LONG_END_PLACE = 0x07064b50;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int ENTRY = 0x04034b50;
  private static final int END_BYTES = 22;
  private static final int LONG_END_PLACE_BYTES = 20;
  private static final int DIRECTORY_ENTRY_BYTES = 46;
  private static final int ENTRY_BYTES = 30;
  private static final int LONG_FIELDS = 1;
  private static final long IN_LONG_FIELDS = 0xffff_ffffL;
  private static final int ENCRYPTED = 1;
  private static final int MOST_ENTRIES = 10_000;

  private final MemorySegment file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** @throws InvalidModelException if it is no zip file, or a damaged one */
  ZipEntries(MemorySegment file) {
    this.file = file;
    try {
      readDirectory(end());
    } catch (IndexOutOfBoundsException _) {
      throw damaged("its directory leads out of it");
    }
  }

  private static InvalidModelException damaged(String how) {
    return new InvalidModelException("this is a damaged zip file: " + how);
  }

  private int number16(long at) {
    return file.get(Numbers.SHORT, at) & 0xffff;
  }

  private long number32(long at) {
    return file.get(Numbers.INT, at) & 0xffff_ffffL;
  }

  private boolean is(int signature, long at) {
    return at >= 0 && at <= file.byteSize() - 4 && file.get(Numbers.INT, at) == signature;
  }

  /** Where the record at the end begins; only a comment may follow it. */
  private long end() {
    long last = file.byteSize() - END_BYTES;
    for (long at = last; at >= Math.max(0, last - 0xffff); at--) {
      if (is(END, at) && number16(at + 20) == last - at) {
        return at;
      }
    }
    throw new InvalidModelException("this is no zip file, or a truncated one");
  }

  private void readDirectory(long end) {
    long count = number16(end + 10);
    long at = number32(end + 16);
    long place = end - LONG_END_PLACE_BYTES;
    if (is(LONG_END_PLACE, place)) {
      long record = file.get(Numbers.LONG, place + 8);
      if (!is(LONG_END, record)) {
        throw damaged("there is no record at " + record);
      }
      count = file.get(Numbers.LONG, record + 32);
      at = file.get(Numbers.LONG, record + 48);
    }
    if (count < 0 || count > MOST_ENTRIES) {
      throw new InvalidModelException("found " + Long.toUnsignedString(count) + " entries, required at most "
          + MOST_ENTRIES);
    }
    for (int i = 0; i < count; i++) {
      at = readEntry(at);
    }
  }

  /** Reads what the directory says of an entry, and gives the place behind it. */
  private long readEntry(long at) {
    if (!is(DIRECTORY_ENTRY, at)) {
      throw damaged("there is no entry of the directory at " + at);
    }
    int nameBytes = number16(at + 28);
    int extraBytes = number16(at + 30);
    long nameAt = at + DIRECTORY_ENTRY_BYTES;
    String name = new String(file.asSlice(nameAt, nameBytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    requireInside(name);
    int method = (number16(at + 8) & ENCRYPTED) == 0 ? number16(at + 10) : -1;
    long[] sizes = {number32(at + 24), number32(at + 20), number32(at + 42)};
    widen(sizes, nameAt + nameBytes, extraBytes);
    Entry entry = new Entry(method, number32(at + 16), sizes[1], sizes[0], sizes[2]);
    if (entries.put(name, entry) != null) {
      throw new InvalidModelException("two entries have the name `" + name + "`");
    }
    return nameAt + nameBytes + extraBytes + number16(at + 32);
  }

  private static void requireInside(String name) {
    if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0
        || List.of(name.split("/")).contains("..")) {
      throw new InvalidModelException("the entry `" + name + "` leads out of the file");
    }
  }

  /** Fills in the sizes that do not fit 32 bits: they follow each other in an extra field. */
  private void widen(long[] sizes, long extraAt, int extraBytes) {
    for (long at = extraAt; at + 4 <= extraAt + extraBytes; at += 4 + number16(at + 2)) {
      if (number16(at) == LONG_FIELDS) {
        long next = at + 4;
        for (int i = 0; i < sizes.length; i++) {
          if (sizes[i] == IN_LONG_FIELDS) {
            sizes[i] = file.get(Numbers.LONG, next);
            next += Long.BYTES;
          }
        }
      }
    }
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The text of an entry that is there. */
  String text(String name, int most) {
    Entry entry = entry(name);
    if (entry.size() > most) {
      throw new InvalidModelException("`" + name + "`: found " + entry.size() + " bytes, required at most " + most);
    }
    byte[] bytes = read(name).toArray(ValueLayout.JAVA_BYTE);
    requireChecksum(name, entry, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The contents of an entry that is there. */
  MemorySegment read(String name) {
    Entry entry = entry(name);
    MemorySegment stored = stored(name, entry);
    return switch (entry.method()) {
      case STORED -> {
        if (entry.size() != entry.stored()) {
          throw new InvalidModelException("`" + name + "`: found " + entry.stored() + " bytes, required "
              + entry.size());
        }
        yield stored;
      }
      case DEFLATED -> MemorySegment.ofArray(inflated(name, entry, stored));
      default -> throw new InvalidModelException("`" + name + "`: it is encrypted, or compressed in a way that is not "
          + "supported");
    };
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new InvalidModelException("there is no `" + name + "`");
    }
    return entry;
  }

  private MemorySegment stored(String name, Entry entry) {
    if (!is(ENTRY, entry.at())) {
      throw damaged("`" + name + "` is not at " + Long.toUnsignedString(entry.at()));
    }
    try {
      long at = entry.at() + ENTRY_BYTES + number16(entry.at() + 26) + number16(entry.at() + 28);
      return file.asSlice(at, entry.stored());
    } catch (IndexOutOfBoundsException _) {
      throw damaged("`" + name + "` leads out of it");
    }
  }

  private static byte[] inflated(String name, Entry entry, MemorySegment stored) {
    long size = entry.size();
    if (size < 0 || size > Integer.MAX_VALUE - 8) {
      throw new InvalidModelException("`" + name + "`: found " + Long.toUnsignedString(size)
          + " compressed bytes, required fewer than 2^31");
    }
    requireProportion(name, stored.byteSize(), size);
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(stored.asByteBuffer());
      byte[] bytes = new byte[(int) size];
      int length = 0;
      while (length < size && !inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
        length += inflater.inflate(bytes, length, bytes.length - length);
      }
      byte[] all = Arrays.copyOf(bytes, length);
      requireChecksum(name, entry, all);
      return all;
    } catch (DataFormatException e) {
      throw new InvalidModelException("`" + name + "`: its compressed bytes are damaged: " + e.getMessage());
    }
  }

  private static void requireProportion(String name, long stored, long size) {
    try {
      Expansion.require(stored, size);
    } catch (InvalidModelException e) {
      throw new InvalidModelException("`" + name + "`: " + e.text());
    }
  }

  private static void requireChecksum(String name, Entry entry, byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (bytes.length != entry.size() || checksum.getValue() != entry.checksum()) {
      throw new InvalidModelException("`" + name + "`: it is damaged: found another size or checksum than was written");
    }
  }
}
