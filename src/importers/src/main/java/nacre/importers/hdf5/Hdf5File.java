package nacre.importers.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.SymbolTableEntry;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import nacre.importers.InvalidModelException;
import nacre.importers.MappedFiles;
import nacre.source.InputException;

/**
 * A file in HDF5. Objects are read when they are asked for, contents of datasets when these are read. Links to other files,
 * symbolic links, external data and virtual datasets are refused, never followed.
 *
 * <p>All methods of this package throw {@link InputException}, with the file and the place in it, where the file is damaged
 * or holds what is not supported.
 */
public final class Hdf5File {
  private static final long SIGNATURE = 0x894844460d0a1a0aL;
  private static final ValueLayout.OfLong BIG_ENDIAN_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final String name;
  private final Storage storage;
  private final long rootAddress;

  private Hdf5File(String name, Storage storage, long rootAddress) {
    this.name = name;
    this.storage = storage;
    this.rootAddress = rootAddress;
  }

  public static Hdf5File open(Path file) {
    return of(file.toString(), MappedFiles.map(file));
  }

  /** @param name what messages call the file */
  public static Hdf5File of(String name, MemorySegment bytes) {
    return guarded(name + ": ", () -> opened(name, bytes));
  }

  private static Hdf5File opened(String name, MemorySegment bytes) {
    long begin = signature(bytes)
        .orElseThrow(() -> new InvalidModelException("this is no HDF5 file, there is no signature"));
    ByteBuffer head = bytes.asSlice(0, Math.min(bytes.byteSize(), begin + 4096)).asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
    Superblock superblock = Superblock.readSuperblock(head.position((int) begin));
    requireSizes(superblock);
    if (superblock.getBaseAddressByte() != begin) {
      throw new InvalidModelException("found the base address " + superblock.getBaseAddressByte() + ", required "
          + begin);
    }
    long end = superblock.getEndOfFileAddress();
    if (end > bytes.byteSize()) {
      throw new InvalidModelException("found " + bytes.byteSize() + " bytes, required " + end
          + ": the file is truncated");
    }
    Storage storage = new Storage(bytes, superblock);
    return new Hdf5File(name, storage, switch (superblock) {
      case SuperblockV0V1 old ->
          new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress() - begin).getObjectHeaderAddress();
      case SuperblockV2V3 current -> current.getRootGroupObjectHeaderAddress();
      default ->
          throw new InvalidModelException("found a superblock of version " + superblock.getVersionOfSuperblock());
    });
  }

  /** Where the file begins: users may put a block of 512 bytes, or twice that and so on, before it. */
  private static Optional<Long> signature(MemorySegment bytes) {
    for (long at = 0; at <= bytes.byteSize() - 8 && at < 1 << 30; at = at == 0 ? 512 : 2 * at) {
      if (bytes.get(BIG_ENDIAN_LONG, at) == SIGNATURE) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static void requireSizes(Superblock superblock) {
    for (int size : new int[] {superblock.getSizeOfOffsets(), superblock.getSizeOfLengths()}) {
      if (size != 4 && size != 8) {
        throw new InvalidModelException("found addresses of " + size + " bytes, required 4 or 8");
      }
    }
  }

  /** What messages call the file. */
  public String name() {
    return name;
  }

  public Hdf5Group root() {
    return new Hdf5Group(this, "/", rootAddress, header("/", rootAddress));
  }

  Storage storage() {
    return storage;
  }

  ObjectHeader header(String place, long address) {
    return at(place, () -> {
      storage.enterHeader();
      try {
        return ObjectHeader.readObjectHeader(storage, address);
      } finally {
        storage.leaveHeader();
      }
    });
  }

  /** Does what reads a place of the file, and says the place if that fails. */
  <T> T at(String place, Supplier<T> read) {
    return guarded(name + ": `" + place + "`: ", read);
  }

  /** jHDF trusts files: damage shows as any exception at all, and as endless recursion. */
  private static <T> T guarded(String where, Supplier<T> read) {
    try {
      return read.get();
    } catch (InputException e) {
      throw e;
    } catch (InvalidModelException e) {
      throw new InputException(where + e.text(), e);
    } catch (StackOverflowError e) {
      throw new InputException(where + "this is damaged: it is nested without end", e);
    } catch (RuntimeException e) {
      throw new InputException(where + reason(e), e);
    }
  }

  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof InvalidModelException invalid) {
      return invalid.text();
    }
    String message = cause.getMessage();
    boolean told = message != null && cause.getClass().getName().startsWith("io.jhdf");
    return "this is damaged or not supported" + (told ? ": " + message : "");
  }
}
