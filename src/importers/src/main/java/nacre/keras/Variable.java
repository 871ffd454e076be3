package nacre.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import nacre.ir.Tensor;

/** An array of a layer. What it holds is known when the whole model is, for files list them in an order of their own. */
public final class Variable {
  /** How an older Keras stored it, and how that becomes today's form. */
  record Form(List<Integer> shape, UnaryOperator<Tensor> turned) {}

  private final String name;
  private final List<Integer> shape;
  private final boolean trainable;
  private final List<Form> forms = new ArrayList<>();
  private Optional<Supplier<Tensor>> stored = Optional.empty();

  Variable(String name, List<Integer> shape, boolean trainable) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.trainable = trainable;
    forms.add(new Form(this.shape, UnaryOperator.identity()));
  }

  public String name() {
    return name;
  }

  public List<Integer> shape() {
    return shape;
  }

  public int extent(int axis) {
    return shape.get(axis);
  }

  boolean isTrainable() {
    return trainable;
  }

  long elements() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Takes an array of that shape too, which is then turned into today's form. */
  public void orStored(List<Integer> other, UnaryOperator<Tensor> turned) {
    if (forms.stream().noneMatch(form -> form.shape().equals(other))) {
      forms.add(new Form(List.copyOf(other), turned));
    }
  }

  /** Takes arrays of that shape before those of its own, as a file of that time holds them. */
  public void storedAs(List<Integer> other, UnaryOperator<Tensor> turned) {
    forms.addFirst(new Form(List.copyOf(other), turned));
  }

  boolean takes(List<Integer> other) {
    return forms.stream().anyMatch(form -> form.shape().equals(other));
  }

  /** @param other the array's shape, one that it takes */
  void fill(List<Integer> other, Supplier<Tensor> contents) {
    Form form = forms.stream().filter(each -> each.shape().equals(other)).findFirst().orElseThrow();
    stored = Optional.of(() -> form.turned().apply(contents.get()));
  }

  Tensor contents() {
    return stored.orElseThrow(() -> new IllegalStateException("`" + name + "` is not bound")).get();
  }
}
