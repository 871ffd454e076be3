package nacre.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import nacre.ir.op.Candidate;
import nacre.kernels.call.Extent;

/** Gives every local a place: a storage of its own, planes of a concatenation, or another name for what is there already. */
final class Places {
  private final Forms forms;
  private final ConcatViews views;
  private final Map<Arg, Place> places = new HashMap<>();
  private final Set<Arg> aliases = new HashSet<>();
  private final List<Storage> storages = new ArrayList<>();

  private Places(Forms forms, ConcatViews views) {
    this.forms = forms;
    this.views = views;
  }

  static Places of(Forms forms, List<Arg.Local> inputs) {
    Places places = new Places(forms, ConcatViews.of(forms, inputs));
    inputs.forEach(places::place);
    for (Work work : forms.works()) {
      places.alias(work).ifPresentOrElse(place -> places.rename(work.result(), place),
          () -> places.place(work.result()));
    }
    return places;
  }

  List<Storage> storages() {
    return storages;
  }

  /** Whether a local is nothing but another name of what its work reads. */
  boolean isAlias(Arg.Local local) {
    return aliases.contains(local);
  }

  /** The place of a local. */
  Place of(Arg.Local local) {
    return Optional.ofNullable(places.get(local)).orElseThrow();
  }

  private void rename(Arg.Local local, Place place) {
    aliases.add(local);
    places.put(local, place);
  }

  private Place place(Arg.Local local) {
    Place known = places.get(local);
    if (known != null) {
      return known;
    }
    Optional<ConcatViews.Home> home = views.home(local);
    boolean planes = forms.form(local).planes();
    Place place = home.isPresent()
        ? place(home.get().root()).planes(home.get().from(), planesOf(local, planes), local.dims(), planes)
        : store(local, new Forms.Form(planes, views.halo(local)));
    places.put(local, place);
    return place;
  }

  private static int planesOf(Arg.Local local, boolean planes) {
    return local.dims().get(Orders.axes(local.rank(), planes).get(1)).fixed();
  }

  private Place store(Arg.Local local, Forms.Form form) {
    Place place = Place.whole(storages.size(), local.dims(), form);
    storages.add(new Storage(storages.size(), Numbers.space(local.dtype()), place.geometry()));
    return place;
  }

  /** Where the result already is, if the work only gives elements other names, or takes planes of every image. */
  private Optional<Place> alias(Work work) {
    if (work.reads().isEmpty() || !(work.operand(0) instanceof Arg.Local operand)
        || views.home(work.result()).isPresent()) {
      return Optional.empty();
    }
    return switch (work.how()) {
      case Candidate.Relabel _, Candidate.Permutation _ -> renamed(work, operand);
      case Candidate.Slice slice -> sliced(work, operand, slice);
      default -> Optional.empty();
    };
  }

  private Optional<Place> renamed(Work work, Arg.Local operand) {
    Place own = of(operand);
    if (views.home(operand).isPresent() || !own.geometry().size().equals(whole(own).size())) {
      return Optional.empty();
    }
    Place wanted = Place.whole(own.storage(), work.result().dims(), forms.form(work.result()));
    boolean gaps = !own.geometry().halo().isEmpty() || !views.halo(work.result()).isEmpty();
    return !gaps && sameOrder(work, operand, own, wanted) ? Optional.of(wanted) : Optional.empty();
  }

  private Geometry whole(Place place) {
    return storages.get(place.storage()).geometry();
  }

  /** A slice along the axis next to the batch in memory leaves neighbouring planes. */
  private Optional<Place> sliced(Work work, Arg.Local operand, Candidate.Slice slice) {
    Arg.Local result = work.result();
    boolean planes = forms.form(operand).planes();
    if (!hasPlanes(operand) || result.isEmpty() || forms.isWhole(result) || forms.form(result).planes() != planes) {
      return Optional.empty();
    }
    int axis = Orders.axes(result.rank(), planes).get(1);
    boolean neighbours = slice.steps().get(axis) == 1 && IntStream.range(0, result.rank()).filter(i -> i != axis)
        .allMatch(i -> result.dims().get(i).equals(operand.dims().get(i))
            && (slice.steps().get(i) == 1 || is(result, i, 1)));
    return neighbours
        ? Optional.of(of(operand).planes(slice.starts().get(axis), planesOf(result, planes), result.dims(), planes))
        : Optional.empty();
  }

  /** Whether a local is some planes of its storage, and not other names for what lies there. */
  private boolean hasPlanes(Arg.Local local) {
    Place own = of(local);
    boolean known = local.rank() > 1 && local.dims().subList(1, local.rank()).stream().allMatch(Extent::isFixed);
    return known && !whole(own).dims().isEmpty()
        && own.geometry().equals(whole(own).withPlanes(own.geometry().dims().getFirst()));
  }

  private static boolean sameOrder(Work work, Arg.Local operand, Place own, Place wanted) {
    if (work.how() instanceof Candidate.Permutation(List<Integer> axes)) {
      return IntStream.range(0, axes.size())
          .allMatch(i -> is(work.result(), i, 1) || wanted.strides().get(i).equals(own.strides().get(axes.get(i))));
    }
    return isRowMajor(operand, own) && isRowMajor(work.result(), wanted);
  }

  private static boolean isRowMajor(Arg.Local local, Place place) {
    List<Extent> rows = Place.rowMajor(local.dims());
    return IntStream.range(0, local.rank())
        .allMatch(i -> is(local, i, 1) || place.strides().get(i).equals(rows.get(i)));
  }

  private static boolean is(Arg.Local local, int axis, int extent) {
    return local.dims().get(axis).equals(Extent.fixed(extent));
  }
}
