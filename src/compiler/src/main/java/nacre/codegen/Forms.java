package nacre.codegen;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import nacre.ir.Node;
import nacre.ir.op.Candidate;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;

/**
 * The order and halo of every local, and the work with copies put in where a reader needs another form than the one that a
 * local has. Readers decide halos: zeros serve more of them, so a local has zeros around its planes as soon as one reader
 * would like that. Readers that need the same form share one copy.
 */
final class Forms {
  /** The elements of a local in memory: which order, and what surrounds every plane. */
  record Form(boolean planes, Halo halo) {
    static final Form ROWS = new Form(false, Halo.NONE);

    /** This form with a halo that also reaches as far as {@code other}. */
    Form reaching(Halo other) {
      return new Form(planes, join(halo, other));
    }
  }

  /** A copy of one local or constant in another form; a gapless one never has a halo. */
  private record Variant(Arg of, boolean planes, boolean gapless) {}

  private final Selection selection;
  private final BitSet planes;
  private final Set<Arg> withoutHalo = new HashSet<>();
  private final List<Arg.Local> locals;
  private final Map<Arg, Form> forms = new HashMap<>();
  private final Map<Variant, Halo> variants = new LinkedHashMap<>();
  private final Map<Variant, Arg.Local> copies = new HashMap<>();
  private final List<Work> works = new ArrayList<>();
  private final Set<Arg> whole = new HashSet<>();

  private Forms(Selection selection) {
    this.selection = selection;
    this.planes = Orders.planes(selection);
    this.locals = new ArrayList<>(selection.locals());
  }

  static Forms of(Selection selection) {
    Forms forms = new Forms(selection);
    forms.decide();
    forms.insertCopies();
    forms.findWhole();
    return forms;
  }

  /** The work, copies included, in order. */
  List<Work> works() {
    return works;
  }

  /** All locals, those of copies last. */
  List<Arg.Local> locals() {
    return locals;
  }

  Form form(Arg arg) {
    return forms.getOrDefault(arg, Form.ROWS);
  }

  /** Whether a local must be in row-major order without gaps, and so cannot be a part of another. */
  boolean isWhole(Arg arg) {
    return whole.contains(arg);
  }

  /** The locals that the ports of the outputs read, in their order. */
  List<Arg.Local> outputs() {
    return selection.outputs().stream().map(output -> copies.getOrDefault(new Variant(output, false, true), output))
        .toList();
  }

  /** The smallest halo that covers both, of zeros if one of them is. */
  static Halo join(Halo a, Halo b) {
    boolean zero = !a.isEmpty() && a.fill() == Fill.ZERO || !b.isEmpty() && b.fill() == Fill.ZERO;
    boolean empty = a.isEmpty() && b.isEmpty();
    return new Halo(Math.max(a.top(), b.top()), Math.max(a.left(), b.left()), Math.max(a.bottom(), b.bottom()),
        Math.max(a.right(), b.right()), zero || empty ? Fill.ZERO : Fill.LOWEST);
  }

  private void decide() {
    selection.locals().forEach(local -> forms.put(local, new Form(planes.get(local.id()), Halo.NONE)));
    for (Work work : selection.works()) {
      if (Need.ofResult(work) instanceof Need.Rows) {
        withoutHalo.add(work.result());
      }
    }
    for (Work work : selection.works()) {
      for (int position = 0; position < work.operands().size(); position++) {
        if (work.has(position) && need(work, position) instanceof Need.Planes(boolean last, Halo halo)) {
          surround(work.operand(position), last, halo);
        }
      }
    }
  }

  /** Gives the local, or the copy that its reader will read, a halo. */
  private void surround(Arg arg, boolean last, Halo halo) {
    if (isReadAsPlanes(arg, last)) {
      forms.put(arg, withoutHalo.contains(arg) ? form(arg) : form(arg).reaching(halo));
    } else {
      variants.merge(new Variant(arg, last, false), halo, Forms::join);
    }
  }

  private boolean isReadAsPlanes(Arg arg, boolean last) {
    return arg instanceof Arg.Local && form(arg).planes() == last;
  }

  /** A work that only renames elements reads them in whatever way they lie, and copies them then. */
  private static Need need(Work work, int position) {
    return work.how() instanceof Candidate.Relabel ? Need.ANYTHING : Need.ofOperand(work, position);
  }

  /** The copy that a reader with this need reads, or none if the argument itself serves. */
  private Optional<Variant> variant(Arg arg, Need need) {
    return switch (need) {
      case Need.Anything _ -> Optional.empty();
      case Need.Rows _ -> form(arg).equals(Form.ROWS) ? Optional.empty() : Optional.of(new Variant(arg, false, true));
      case Need.Planes(boolean last, Halo _) ->
          isReadAsPlanes(arg, last) ? Optional.empty() : Optional.of(new Variant(arg, last, false));
    };
  }

  private void insertCopies() {
    for (Work work : selection.works()) {
      List<Optional<Arg>> operands = new ArrayList<>();
      for (int position = 0; position < work.operands().size(); position++) {
        Optional<Arg> operand = work.operands().get(position);
        Need need = operand.isPresent() ? need(work, position) : Need.ANYTHING;
        operands.add(operand.map(arg -> served(arg, need, work.node())));
      }
      Optional<Arg> residual = work.residual().map(arg -> served(arg, Need.ofResidual(work), work.node()));
      works.add(work.reading(operands, residual));
    }
    Map<Arg, Node> makers = new HashMap<>();
    selection.works().forEach(work -> makers.put(work.result(), work.node()));
    selection.outputs().stream().filter(makers::containsKey)
        .forEach(output -> served(output, form(output).planes() ? Need.ROWS : Need.ANYTHING,
            Objects.requireNonNull(makers.get(output))));
  }

  /** What a reader reads: the argument itself, or the copy that is made before its first reader. */
  private Arg served(Arg arg, Need need, Node reader) {
    Optional<Variant> variant = variant(arg, need);
    if (variant.isEmpty()) {
      return arg;
    }
    Arg.Local known = copies.get(variant.get());
    if (known != null) {
      return known;
    }
    Arg.Local copy = new Arg.Local(locals.size(), arg.dtype(), arg.dims());
    locals.add(copy);
    copies.put(variant.get(), copy);
    forms.put(copy, new Form(variant.get().planes(), variants.getOrDefault(variant.get(), Halo.NONE)));
    works.add(Work.copy(arg, copy, reader));
    return copy;
  }

  private void findWhole() {
    whole.addAll(withoutHalo);
    for (Work work : works) {
      for (int position = 0; position < work.operands().size(); position++) {
        if (work.has(position) && Need.ofOperand(work, position) instanceof Need.Rows) {
          whole.add(work.operand(position));
        }
      }
      work.residual().filter(_ -> Need.ofResidual(work) instanceof Need.Rows).ifPresent(whole::add);
    }
  }
}
