package nacre.importers.hdf5;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nacre.importers.InvalidModelException;

/** What a group's header says of the objects in it: names and addresses, in the order of the file. */
final class Links {
  private static final int SOFT_LINK = 2;

  private final Storage storage;
  private final SequencedMap<String, Long> children = new LinkedHashMap<>();

  private Links(Storage storage) {
    this.storage = storage;
  }

  static SequencedMap<String, Long> of(Storage storage, ObjectHeader header) {
    Links links = new Links(storage);
    if (header.hasMessageOfType(SymbolTableMessage.class)) {
      links.readTable(header.getMessageOfType(SymbolTableMessage.class));
    } else if (header.hasMessageOfType(LinkInfoMessage.class)) {
      links.readMessages(header);
    } else {
      throw new InvalidModelException("this is neither a group nor a dataset");
    }
    return links.children;
  }

  private void readTable(SymbolTableMessage table) {
    ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
    for (long node : BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
      for (SymbolTableEntry entry : new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
        String name = Utils.readUntilNull(names.position(entry.getLinkNameOffset()));
        if (entry.getCacheType() == SOFT_LINK) {
          throw notFollowed(name, "a symbolic link");
        }
        add(name, entry.getObjectHeaderAddress());
      }
    }
  }

  private void readMessages(ObjectHeader header) {
    LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
    if (info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS) {
      header.getMessagesOfType(LinkMessage.class).forEach(this::add);
      return;
    }
    FractalHeap heap = Structures.heap(storage, info.getFractalHeapAddress());
    List<LinkNameForIndexedGroupRecord> records =
        Structures.<LinkNameForIndexedGroupRecord>tree(storage, info.getBTreeNameIndexAddress()).getRecords();
    records.stream().map(record -> LinkMessage.fromBuffer(heap.getId(record.getId()), storage.getSuperblock()))
        .sorted((a, b) -> Long.compare(a.getCreationOrder(), b.getCreationOrder())).forEach(this::add);
  }

  private void add(LinkMessage link) {
    switch (link.getLinkType()) {
      case HARD -> add(link.getLinkName(), link.getHardLinkAddress());
      case SOFT -> throw notFollowed(link.getLinkName(), "a symbolic link");
      case EXTERNAL -> throw notFollowed(link.getLinkName(), "a link into another file");
    }
  }

  private static InvalidModelException notFollowed(String name, String kind) {
    return new InvalidModelException("`" + name + "` is " + kind + ", which is not followed");
  }

  private void add(String name, long address) {
    if (name.isEmpty() || name.indexOf('/') >= 0) {
      throw new InvalidModelException("found an object with the name `" + name + "`");
    }
    if (children.put(name, address) != null) {
      throw new InvalidModelException("two objects have the name `" + name + "`");
    }
  }
}
