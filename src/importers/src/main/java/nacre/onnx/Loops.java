package nacre.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Concat;
import nacre.ir.op.Slice;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Unsqueeze;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.GraphProto;

/**
 * Nodes with bodies whose course is known: the branch that is taken and every turn of a loop are written out where they are.
 */
final class Loops {
  static final List<Operator> ALL = List.of(
      Operator.of("If", Loops::branch).inputs("cond!").attributes("then_branch", "else_branch").results("outputs..."),
      Operator.of("Loop", Loops::loop).inputs("M!", "cond!", "v_initial...").attributes("body")
          .results("v_final_and_scan_outputs..."),
      Operator
          .of("Scan", Loops::scan).inputs("initial_state_and_scan_inputs...").attributes("body", "num_scan_inputs",
              "scan_input_axes", "scan_input_directions", "scan_output_axes", "scan_output_directions")
          .since(9).results("final_state_and_scan_outputs..."));

  private static final int MOST_TURNS = 4096;

  private Loops() {}

  private static GraphProto body(Call call, String name) {
    return call.attribute(name).flatMap(AttributeProto::graph).orElseThrow(
        () -> new InvalidModelException("the attribute `" + name + "` is missing"));
  }

  private static void branch(Call call) {
    boolean holds = Required.whole(call, 0, "the condition") != 0;
    GraphProto taken = body(call, holds ? "then_branch" : "else_branch");
    call.ignore("then_branch", "else_branch");
    call.bindAll(results(call, taken, List.of(), ""));
  }

  /** The results of one turn of a body. */
  private static List<Bound> results(Call call, GraphProto body, List<Bound> inputs, String turn) {
    if (inputs.size() != body.inputs().size()) {
      throw new InvalidModelException("its body has " + body.inputs().size() + " inputs, required " + inputs.size());
    }
    Walk walk = call.walk.inner(call.path + turn);
    walk.initializers(body);
    for (int i = 0; i < inputs.size(); i++) {
      walk.bind(body.inputs().get(i).name(), inputs.get(i));
    }
    walk.nodes(body.nodes());
    return body.outputs().stream().map(output -> walk.find(output.name())).toList();
  }

  private static void requireResults(GraphProto body, int states, int least) {
    if (states < 0) {
      throw new InvalidModelException("it has too few inputs");
    }
    if (body.outputs().size() < least) {
      throw new InvalidModelException("its body has " + body.outputs().size() + " results, required at least " + least);
    }
  }

  private static void loop(Call call) {
    GraphProto body = body(call, "body");
    long most = call.has(0) ? Required.whole(call, 0, "how often it turns") : Long.MAX_VALUE;
    boolean goesOn = !call.has(1) || Required.whole(call, 1, "the condition") != 0;
    int states = call.inputs() - 2;
    requireResults(body, states, 1 + states);
    List<Bound> state = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      state.add(call.bound(2 + i));
    }
    List<List<Operand>> stacks = stacks(body.outputs().size() - 1 - states);
    for (long turn = 0; turn < most && goesOn; turn++) {
      requireFew(turn);
      long number = turn;
      List<Bound> inputs = new ArrayList<>();
      inputs.add(single(call.path + ".turn", body, 0, DType.I64, number));
      inputs.add(single(call.path + ".condition", body, 1, DType.BOOL, 1));
      inputs.addAll(state);
      List<Bound> results = results(call, body, inputs, ".turn" + turn);
      goesOn = Required.whole(call.contents(results.getFirst()).orElseThrow(
          () -> new UnsupportedException("whether it goes on depends on an input")), "whether it goes on") != 0;
      state = new ArrayList<>(results.subList(1, 1 + states));
      for (int i = 0; i < stacks.size(); i++) {
        Operand element = call.walk.operand(results.get(1 + states + i));
        stacks.get(i).add(call.add(new Unsqueeze(List.of(0)), element));
      }
    }
    finish(call, state, stacks.stream().map(stack -> stacked(call, stack, 0)).toList());
  }

  /** One number, of rank 1 where the body says so. */
  private static Bound single(String name, GraphProto body, int input, DType dtype, long value) {
    boolean row = input < body.inputs().size()
        && body.inputs().get(input).shape().filter(shape -> shape.size() == 1).isPresent();
    return Bound.Known.of(name, Tensor.integers(dtype, row ? new int[] {1} : new int[0], _ -> value));
  }

  private static void requireFew(long turn) {
    if (turn >= MOST_TURNS) {
      throw new UnsupportedException("it turns more than " + MOST_TURNS + " times");
    }
  }

  private static void finish(Call call, List<Bound> state, List<Operand> stacks) {
    List<Bound> all = new ArrayList<>(state);
    stacks.forEach(stack -> all.add(new Bound.Made(stack)));
    call.bindAll(all);
  }

  private static List<List<Operand>> stacks(int count) {
    List<List<Operand>> stacks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stacks.add(new ArrayList<>());
    }
    return stacks;
  }

  private static Operand stacked(Call call, List<Operand> elements, int axis) {
    if (elements.isEmpty()) {
      throw new UnsupportedException("it never turns, so what it collects has no shape");
    }
    return elements.size() == 1 ? elements.getFirst() : call.add(new Concat(axis), elements);
  }

  private static void scan(Call call) {
    GraphProto body = body(call, "body");
    int scanned = call.integer("num_scan_inputs");
    int states = call.inputs() - scanned;
    requireResults(body, states, states);
    int collected = body.outputs().size() - states;
    List<Integer> axes = call.ints("scan_input_axes").orElse(List.of());
    List<Integer> ways = call.ints("scan_input_directions").orElse(List.of());
    List<Integer> outAxes = call.ints("scan_output_axes").orElse(List.of());
    List<Integer> outWays = call.ints("scan_output_directions").orElse(List.of());
    List<Bound> state = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      state.add(call.bound(i));
    }
    int turns = turns(call, states, scanned, axes);
    List<List<Operand>> stacks = stacks(collected);
    for (int turn = 0; turn < turns; turn++) {
      List<Bound> inputs = new ArrayList<>(state);
      for (int i = 0; i < scanned; i++) {
        int at = chosen(ways, i) == 0 ? turn : turns - 1 - turn;
        inputs.add(new Bound.Made(slice(call, states + i, chosen(axes, i), at)));
      }
      List<Bound> results = results(call, body, inputs, ".turn" + turn);
      state = new ArrayList<>(results.subList(0, states));
      for (int i = 0; i < collected; i++) {
        Operand element = call.walk.operand(results.get(states + i));
        int axis = call.axis(chosen(outAxes, i), call.tensor(element).rank() + 1);
        Operand row = call.add(new Unsqueeze(List.of(axis)), element);
        stacks.get(i).add(chosen(outWays, i) == 0 ? stacks.get(i).size() : 0, row);
      }
    }
    List<Operand> stacked = new ArrayList<>();
    for (int i = 0; i < collected; i++) {
      int rank = stacks.get(i).isEmpty() ? 1 : call.tensor(stacks.get(i).getFirst()).rank();
      stacked.add(stacked(call, stacks.get(i), call.axis(chosen(outAxes, i), rank)));
    }
    finish(call, state, stacked);
  }

  private static int turns(Call call, int states, int scanned, List<Integer> axes) {
    if (scanned < 1 || states < 0) {
      throw new InvalidModelException("`num_scan_inputs` is " + scanned);
    }
    TensorType first = call.type(states);
    int turns = Math.toIntExact(first.dim(call.axis(chosen(axes, 0), first.rank())).known().orElseThrow(
        () -> new UnsupportedException("how often it turns is not known")));
    requireFew(turns);
    return turns;
  }

  private static int chosen(List<Integer> said, int i) {
    return Optional.of(said).filter(all -> i < all.size()).map(all -> all.get(i)).orElse(0);
  }

  private static Operand slice(Call call, int input, int said, int at) {
    int axis = call.axis(said, call.rank(input));
    Operand row = call.add(new Slice(List.of(at), List.of(at + 1), List.of(axis), List.of()), call.operand(input));
    return call.add(new Squeeze(List.of(axis)), row);
  }
}
