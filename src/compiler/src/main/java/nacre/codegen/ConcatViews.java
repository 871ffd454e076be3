package nacre.codegen;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import nacre.ir.op.Candidate;
import nacre.kernels.call.Extent;
import nacre.kernels.run.Halo;

/**
 * Which operands of a concatenation are computed right where they belong. That takes an axis next to the batch in memory,
 * and a place where it may have its halo. The last concatenation of a growing list gives all of it a place; the earlier ones then are views of
 * its first planes, and no element is ever copied.
 */
final class ConcatViews {
  /** Part of another local: its planes from {@code from} on. */
  record Home(Arg.Local root, int from) {}

  private final Forms forms;
  private final Set<Arg> fixed = new HashSet<>();
  private final Map<Arg, Home> homes = new HashMap<>();
  private final Map<Arg, Halo> halos = new HashMap<>();

  private ConcatViews(Forms forms) {
    this.forms = forms;
  }

  /** @param inputs locals that callers fill; they keep places of their own */
  static ConcatViews of(Forms forms, List<Arg.Local> inputs) {
    ConcatViews views = new ConcatViews(forms);
    views.fixed.addAll(inputs);
    forms.works().stream().filter(work -> work.how() instanceof Candidate.Relabel)
        .forEach(work -> views.fixed.add(work.result()));
    for (Work work : forms.works().reversed()) {
      if (work.how() instanceof Candidate.Concatenation(int axis)) {
        views.place(work, axis);
      }
    }
    return views;
  }

  Optional<Home> home(Arg local) {
    return Optional.ofNullable(homes.get(local));
  }

  /** The halo of a local, widened where it shares planes with others. */
  Halo halo(Arg local) {
    Arg root = home(local).<Arg>map(Home::root).orElse(local);
    return halos.getOrDefault(root, forms.form(root).halo());
  }

  private void place(Work work, int axis) {
    Arg.Local result = work.result();
    boolean besideBatch = result.rank() > 1 && Orders.axes(result.rank(), forms.form(result).planes()).get(1) == axis;
    boolean known = result.rank() > 0 && result.dims().subList(1, result.rank()).stream().allMatch(Extent::isFixed);
    if (!besideBatch || !known || isPrefix(work, axis)) {
      return;
    }
    Home home = home(result).orElse(new Home(result, 0));
    int from = home.from();
    for (Arg operand : work.reads()) {
      if (mayLive(operand, work, home)) {
        homes.put(operand, new Home(home.root(), from));
        halos.put(home.root(), Forms.join(halo(home.root()), forms.form(operand).halo()));
      }
      from += operand.dims().get(axis).fixed();
    }
  }

  /** Whether all operands follow each other in a later concatenation already: then the result is a view of that one. */
  private boolean isPrefix(Work work, int axis) {
    Arg.Local result = work.result();
    Optional<Home> first = home(work.operand(0));
    if (first.isEmpty() || homes.containsKey(result) || forms.isWhole(result)) {
      return false;
    }
    int from = first.get().from();
    for (Arg operand : work.reads()) {
      if (!home(operand).equals(Optional.of(new Home(first.get().root(), from)))) {
        return false;
      }
      from += operand.dims().get(axis).fixed();
    }
    if (!agree(result, first.get().root())) {
      return false;
    }
    homes.put(result, first.get());
    halos.put(first.get().root(), Forms.join(halo(first.get().root()), forms.form(result).halo()));
    return true;
  }

  private boolean mayLive(Arg operand, Work work, Home home) {
    return operand instanceof Arg.Local && !homes.containsKey(operand) && !fixed.contains(operand)
        && !forms.isWhole(operand) && operand.dtype() == work.result().dtype() && agree(operand, home.root());
  }

  /** Whether a local may share planes with a root: in order, and without a halo where the root cannot have one. */
  private boolean agree(Arg local, Arg.Local root) {
    boolean surrounded = forms.form(local).halo().isEmpty() || !forms.isWhole(root);
    return forms.form(local).planes() == forms.form(root).planes() && surrounded;
  }
}
