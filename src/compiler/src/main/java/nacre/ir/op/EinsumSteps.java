package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Shape;
import nacre.ir.TensorType;

/** Says an equation in Einstein's notation with products of two operands at a time, from left to right. */
record EinsumSteps(Formula formula, EinsumEquation equation) {
  /** A value with a label for every axis, no label twice. */
  private record Labelled(Operand value, List<Character> labels) {}

  Operand result(List<Operand> operands) {
    Labelled soFar = diagonal(operands.getFirst(), equation.operands().getFirst());
    for (int next = 1; next < operands.size(); next++) {
      Labelled other = diagonal(operands.get(next), equation.operands().get(next));
      Set<Character> needed = new HashSet<>(equation.result());
      equation.operands().subList(next + 1, operands.size()).forEach(needed::addAll);
      soFar = product(summed(soFar, needed, other.labels()), summed(other, needed, soFar.labels()), needed);
    }
    return ordered(summed(soFar, new HashSet<>(equation.result()), List.of()), equation.result());
  }

  /** Keeps the elements whose indices of one label are equal: zeros elsewhere, then the sum over all but one axis. */
  private Labelled diagonal(Operand value, List<Character> labels) {
    Operand kept = value;
    List<Character> left = new ArrayList<>(labels);
    for (int axis = left.size() - 1; axis >= 0; axis--) {
      int first = left.indexOf(left.get(axis));
      if (first < axis) {
        TensorType type = formula.type(kept);
        DType dtype = type.dtype();
        Counting counting = new Counting(formula);
        Operand equal = formula.of(new Equal(), counting.along(type.dim(first), type.rank(), first),
            counting.along(type.dim(axis), type.rank(), axis));
        kept = formula.of(new ReduceSum(List.of(axis), false),
            formula.of(new Where(), equal, kept, formula.number(dtype, 0)));
        left.remove(axis);
      }
    }
    return new Labelled(kept, left);
  }

  /** Sums over what neither the other operand nor a later step needs. */
  private Labelled summed(Labelled from, Set<Character> needed, List<Character> other) {
    List<Integer> axes = new ArrayList<>();
    List<Character> left = new ArrayList<>();
    for (int axis = 0; axis < from.labels().size(); axis++) {
      char label = from.labels().get(axis);
      if (needed.contains(label) || other.contains(label)) {
        left.add(label);
      } else {
        axes.add(axis);
      }
    }
    return axes.isEmpty() ? from : new Labelled(formula.of(new ReduceSum(axes, false), from.value()), left);
  }

  /** {@code [common, rows, summed] x [common, summed, columns]}. */
  private Labelled product(Labelled a, Labelled b, Set<Character> needed) {
    List<Character> common = a.labels().stream().filter(l -> b.labels().contains(l) && needed.contains(l)).toList();
    List<Character> sum = a.labels().stream().filter(l -> b.labels().contains(l) && !needed.contains(l)).toList();
    List<Character> rows = a.labels().stream().filter(l -> !b.labels().contains(l)).toList();
    List<Character> columns = b.labels().stream().filter(l -> !a.labels().contains(l)).toList();
    List<Character> labels = joined(common, rows, columns);
    Operand left = ordered(a, joined(common, rows, sum));
    Operand right = ordered(b, joined(common, sum, columns));
    List<Dim> l = formula.type(left).dims();
    List<Dim> r = formula.type(right).dims();
    List<Dim> shared = Shape.broadcast(Shape.of(l.subList(0, common.size())), Shape.of(r.subList(0, common.size())))
        .orElseThrow().dims();
    List<Dim> across = l.subList(common.size(), common.size() + rows.size());
    List<Dim> down = r.subList(common.size() + sum.size(), r.size());
    if (sum.isEmpty()) {
      Operand wide = formula.reshaped(left, joined(l, Collections.nCopies(columns.size(), Dim.ONE)));
      Operand high = formula.reshaped(right,
          joined(r.subList(0, common.size()), Collections.nCopies(rows.size(), Dim.ONE), down));
      return new Labelled(formula.times(wide, high), labels);
    }
    Dim depth = elements(l.subList(common.size() + rows.size(), l.size()));
    Operand product = formula.of(new MatMul(),
        formula.reshaped(left, joined(l.subList(0, common.size()), List.of(elements(across), depth))),
        formula.reshaped(right, joined(r.subList(0, common.size()), List.of(depth, elements(down)))));
    return new Labelled(formula.reshaped(product, joined(shared, across, down)), labels);
  }

  private Operand ordered(Labelled from, List<Character> labels) {
    return formula.permuted(from.value(), labels.stream().map(from.labels()::indexOf).toList());
  }

  private static Dim elements(List<Dim> dims) {
    return Shape.of(dims).elements();
  }

  @SafeVarargs
  private static <T> List<T> joined(List<? extends T>... lists) {
    List<T> joined = new ArrayList<>();
    for (List<? extends T> list : lists) {
      joined.addAll(list);
    }
    return joined;
  }
}
