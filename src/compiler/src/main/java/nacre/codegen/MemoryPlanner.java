package nacre.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import nacre.kernels.call.Extent;
import nacre.kernels.run.Space;

/**
 * Gives every storage an address, such that those with lives that meet lie apart.
 *
 * <p>Storages are placed one by one, the larger before the smaller, each into the smallest gap that fits (best fit), one with
 * a halo rather where another of its geometry lies. What does not depend on the number of images lies at the start of a
 * space; the rest follows, at its offset per image times the capacity, so a layout that is right for one image is right for
 * all. {@link HaloSteps} then fills again those halos whose memory others use.
 */
final class MemoryPlanner {
  /** Storages with one address: each takes over the memory of the one before, in the step that reads that one last. */
  private static final class Group {
    private final List<Integer> members = new ArrayList<>();
    private final Geometry geometry;
    private final boolean grows;
    private final long size;
    private Live live;
    private long at = -1;

    Group(Storage storage, Live live) {
      members.add(storage.id());
      this.geometry = storage.geometry();
      this.live = live;
      Extent whole = storage.geometry().size();
      this.grows = !whole.isFixed();
      this.size = whole.exactlyAt(1);
    }

    boolean hasHalo() {
      return !geometry.halo().isEmpty();
    }

    /** Whether their memory may overlap. */
    boolean mayOverlap(Group other) {
      return !live.meets(other.live);
    }

    long end() {
      return at + size;
    }
  }

  private final List<Storage> storages;
  private final List<Step> steps;
  private final List<Live> lives;
  private final List<Group> groups = new ArrayList<>();

  private MemoryPlanner(List<Storage> storages, List<Step> steps, List<Port> ports) {
    this.storages = storages;
    this.steps = steps;
    this.lives = lives(storages.size(), steps, ports);
  }

  /**
   * The storages as slots, same ids.
   *
   * @throws ArithmeticException if a space needs 2^31 elements for one image
   */
  static List<Slot> plan(List<Storage> storages, List<Step> steps, List<Port> ports) {
    MemoryPlanner planner = new MemoryPlanner(storages, steps, ports);
    planner.group();
    List<Slot> slots = new ArrayList<>();
    for (Space space : Space.values()) {
      slots.addAll(planner.plan(space));
    }
    slots.sort(Comparator.comparing(Slot::id));
    return slots;
  }

  /** From the first step that writes to the last that reads; what ports show matters to the end. */
  private static List<Live> lives(int count, List<Step> steps, List<Port> ports) {
    Live[] lives = new Live[count];
    for (Step step : steps) {
      extend(lives, step.writes().slot(), step.number());
      step.views().forEach(view -> extend(lives, view.slot(), step.number()));
    }
    for (Port port : ports) {
      if (port.way() == Port.Way.IN) {
        extend(lives, port.inside().slot(), Live.BEFORE);
      }
      extend(lives, port.inside().slot(), Live.AFTER);
    }
    return IntStream.range(0, count).mapToObj(i -> lives[i] == null ? new Live(Live.BEFORE, Live.BEFORE) : lives[i])
        .toList();
  }

  private static void extend(Live[] lives, int slot, int step) {
    lives[slot] = lives[slot] == null ? new Live(step, step) : lives[slot].with(step);
  }

  /** Every storage alone, or with the one whose memory it takes over. */
  private void group() {
    Group[] groupOf = new Group[storages.size()];
    int[] heirOf = heirs();
    for (Storage storage : storages) {
      if (heirOf[storage.id()] < 0) {
        groupOf[storage.id()] = new Group(storage, lives.get(storage.id()));
        groups.add(groupOf[storage.id()]);
      }
    }
    for (Step step : steps) {
      int heir = step.writes().slot();
      if (groupOf[heir] == null) {
        Group group = groupOf[heirOf[heir]];
        group.members.add(heir);
        group.live = new Live(group.live.from(), Math.max(group.live.to(), lives.get(heir).to()));
        groupOf[heir] = group;
      }
    }
  }

  /** For each storage the one whose memory it takes over, or -1. */
  private int[] heirs() {
    int[] heirOf = new int[storages.size()];
    Arrays.fill(heirOf, -1);
    for (Step step : steps) {
      View written = step.writes();
      boolean first = lives.get(written.slot()).from() == step.number() && isWhole(written);
      for (int position : InPlace.operands(step.call())) {
        if (first && heirOf[written.slot()] < 0 && position < step.reads().size()
            && step.reads().get(position) instanceof View read && mayInherit(step, read, written)
            && isOnlyReader(step, position, read)) {
          heirOf[written.slot()] = read.slot();
        }
      }
    }
    return heirOf;
  }

  private boolean mayInherit(Step step, View read, View written) {
    return read.slot() != written.slot() && isWhole(read)
        && storages.get(read.slot()).space() == storages.get(written.slot()).space()
        && read.geometry().equals(written.geometry()) && lives.get(read.slot()).to() == step.number();
  }

  /** Whether the step reads the slot at no other operand in another way. */
  private static boolean isOnlyReader(Step step, int position, View read) {
    List<Integer> alike = InPlace.operands(step.call());
    return IntStream.range(0, step.reads().size()).filter(other -> other != position)
        .allMatch(other -> !(step.reads().get(other) instanceof View view) || view.slot() != read.slot()
            || alike.contains(other) && view.equals(read));
  }

  private boolean isWhole(View view) {
    return view.from() == 0 && view.geometry().equals(storages.get(view.slot()).geometry());
  }

  private List<Slot> plan(Space space) {
    List<Group> fixed = new ArrayList<>();
    List<Group> growing = new ArrayList<>();
    groups.stream().filter(group -> storages.get(group.members.getFirst()).space() == space)
        .sorted(Comparator.comparing((Group group) -> -group.size).thenComparing(group -> group.live.from())
            .thenComparing(group -> group.members.getFirst()))
        .forEach(group -> (group.grows ? growing : fixed).add(group));
    int start = Math.toIntExact(pack(fixed));
    Math.toIntExact(pack(growing));
    List<Slot> slots = new ArrayList<>();
    fixed.forEach(group -> slots.addAll(slots(group, space, Extent.fixed((int) group.at))));
    growing.forEach(group -> slots.addAll(slots(group, space, new Extent(start, (int) group.at))));
    return slots;
  }

  private List<Slot> slots(Group group, Space space, Extent at) {
    return group.members.stream().map(id -> new Slot(id, space, storages.get(id).geometry(), at, lives.get(id)))
        .toList();
  }

  /** Places all of a list, and returns where the last one ends. */
  private static long pack(List<Group> all) {
    List<Group> placed = new ArrayList<>();
    long end = 0;
    for (Group group : all) {
      group.at = group.hasHalo() ? besideEqual(group, placed) : -1;
      if (group.at < 0) {
        group.at = bestGap(group, placed);
      }
      end = Math.max(end, group.end());
      int index = placed.size();
      while (index > 0 && placed.get(index - 1).at > group.at) {
        index--;
      }
      placed.add(index, group);
    }
    return end;
  }

  /** The address of a group of the same geometry where nothing lies while this one lives; -1 if there is none. */
  private static long besideEqual(Group group, List<Group> placed) {
    for (Group candidate : placed) {
      boolean free = candidate.geometry.equals(group.geometry)
          && placed.stream().filter(other -> other.at < candidate.end() && candidate.at < other.end())
              .allMatch(group::mayOverlap);
      if (free) {
        return candidate.at;
      }
    }
    return -1;
  }

  /** @param placed in the order of addresses */
  private static long bestGap(Group group, List<Group> placed) {
    long best = -1;
    long bestSize = Long.MAX_VALUE;
    long end = 0;
    for (Group other : placed) {
      if (group.mayOverlap(other)) {
        continue;
      }
      long gap = other.at - end;
      if (gap >= group.size && gap < bestSize) {
        best = end;
        bestSize = gap;
      }
      end = Math.max(end, other.end());
    }
    return best >= 0 ? best : end;
  }
}
