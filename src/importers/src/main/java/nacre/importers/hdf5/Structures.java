package nacre.importers.hdf5;

import io.jhdf.FractalHeap;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.BTreeRecord;
import nacre.importers.InvalidModelException;

/** Structures for which jHDF makes room as the file says. What it says is looked at first. */
final class Structures {
  private static final long MOST_ENTRIES = 1 << 20;

  private Structures() {}

  static <T extends BTreeRecord> BTreeV2<T> tree(Storage storage, long address) {
    int beforeRecords = 16 + storage.getSizeOfOffsets() + 2;
    requireFew(storage.number(address + beforeRecords, storage.getSizeOfLengths()), "records of a tree");
    return new BTreeV2<>(storage, address);
  }

  static FractalHeap heap(Storage storage, long address) {
    int lengths = storage.getSizeOfLengths();
    int offsets = storage.getSizeOfOffsets();
    long width = address + 14 + 10L * lengths + 2L * offsets;
    long rows = width + 2 + 2L * lengths + 2 + 2 + offsets;
    requireFew(storage.number(width, 2) * storage.number(rows, 2), "blocks of a heap");
    return new FractalHeap(storage, address);
  }

  static void requireFew(long entries, String what) {
    if (entries < 0 || entries > MOST_ENTRIES) {
      throw new InvalidModelException("found " + Long.toUnsignedString(entries) + " " + what + ", required at most "
          + MOST_ENTRIES);
    }
  }
}
