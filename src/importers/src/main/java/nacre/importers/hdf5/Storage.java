package nacre.importers.hdf5;

import io.jhdf.Superblock;
import io.jhdf.storage.HdfBackingStorage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import nacre.importers.InvalidModelException;

/**
 * A file's bytes as jHDF asks for them. Nothing outside the file is given, nothing is copied, and there is an end: a file
 * whose structure points back into itself runs out of what may be read of it.
 */
final class Storage implements HdfBackingStorage {
  /** More structure than any model has; contents of datasets are not structure. */
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_READS = 2_000_000;
  /** Of one object's header: it is read by recursion, from one block to the next. */
  private static final int MOST_HEADER_BYTES = 8 << 20;
  private static final int MOST_HEADER_READS = 500;

  private final MemorySegment file;
  private final Superblock superblock;
  private final long base;
  private long bytesLeft = MOST_BYTES;
  private long readsLeft = MOST_READS;
  private long headerBytesLeft = Long.MAX_VALUE;
  private long headerReadsLeft = Long.MAX_VALUE;

  Storage(MemorySegment file, Superblock superblock) {
    this.file = file;
    this.superblock = superblock;
    this.base = superblock.getBaseAddressByte();
  }

  /** From here on a single object's header is read, until {@link #leaveHeader}. */
  void enterHeader() {
    headerBytesLeft = MOST_HEADER_BYTES;
    headerReadsLeft = MOST_HEADER_READS;
  }

  void leaveHeader() {
    headerBytesLeft = Long.MAX_VALUE;
    headerReadsLeft = Long.MAX_VALUE;
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    charge(length);
    return contents(address, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What begins there, cut off where the file ends: jHDF asks for more than a heap's last block has. */
  @Override
  public ByteBuffer map(long address, long length) {
    long begin = Math.addExact(address, base);
    long left = file.byteSize() - Math.max(0, begin);
    charge(1);
    return contents(address, left < 0 ? length : Math.min(length, Math.min(left, Integer.MAX_VALUE))).asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes of the file, which do not count as structure. */
  MemorySegment contents(long address, long length) {
    if (!holds(address, length)) {
      throw new InvalidModelException("found " + length + " bytes at " + address + ", required within the file's "
          + (file.byteSize() - base));
    }
    return file.asSlice(address + base, length);
  }

  boolean holds(long address, long length) {
    return address >= 0 && length >= 0 && length <= file.byteSize() - base
        && address <= file.byteSize() - base - length;
  }

  /** A whole number of so many bytes. */
  long number(long address, int bytes) {
    MemorySegment at = contents(address, bytes);
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | at.get(ValueLayout.JAVA_BYTE, i) & 0xff;
    }
    return number;
  }

  private void charge(long bytes) {
    bytesLeft -= bytes;
    headerBytesLeft -= bytes;
    if (bytesLeft < 0 || --readsLeft < 0 || headerBytesLeft < 0 || --headerReadsLeft < 0) {
      throw new InvalidModelException("found more structure than " + (MOST_BYTES >> 20)
          + " MiB in all or " + (MOST_HEADER_BYTES >> 20) + " of one object");
    }
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    return map(address - base, length);
  }

  @Override
  public long getUserBlockSize() {
    return base;
  }

  @Override
  public Superblock getSuperblock() {
    return superblock;
  }

  @Override
  public FileChannel getFileChannel() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getSizeOfOffsets() {
    return superblock.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return superblock.getSizeOfLengths();
  }

  @Override
  public void close() {}

  @Override
  public long size() {
    return file.byteSize();
  }

  @Override
  public boolean inMemory() {
    return true;
  }
}
