package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nacre.ir.Graph;
import nacre.kernels.call.Call;
import nacre.kernels.call.Extent;
import nacre.kernels.run.Space;

/** Plans with one thing changed: what a fault of the planner would look like. */
final class Altered {
  private Altered() {}

  /** The plan that code generation makes. */
  static Plan plan(Graph graph) {
    return CodeGenerator.plan(graph, Map.of(), Plan.Facts.NONE).plan();
  }

  static Plan slot(Plan plan, int id, UnaryOperator<Slot> change) {
    return with(plan, plan.ports(), changed(plan.slots(), id, change), plan.regions());
  }

  /** One slot at another address. */
  static Plan address(Plan plan, int id, Extent at) {
    return slot(plan, id, slot -> new Slot(slot.id(), slot.space(), slot.geometry(), at, slot.live()));
  }

  /** One slot with another life. */
  static Plan life(Plan plan, int id, int from, int to) {
    return slot(plan, id, slot -> new Slot(slot.id(), slot.space(), slot.geometry(), slot.at(), new Live(from, to)));
  }

  /** One slot that lies in another way. */
  static Plan geometry(Plan plan, int id, Geometry geometry) {
    return slot(plan, id, slot -> new Slot(slot.id(), slot.space(), geometry, slot.at(), slot.live()));
  }

  /** One slot in another array. */
  static Plan space(Plan plan, int id, Space space) {
    return slot(plan, id, slot -> new Slot(slot.id(), space, slot.geometry(), slot.at(), slot.live()));
  }

  static Plan port(Plan plan, int index, UnaryOperator<View> change) {
    return with(plan, changed(plan.ports(), index, port -> new Port(port.name(), port.way(), port.outside(),
        change.apply(port.inside()), port.labels())), plan.slots(), plan.regions());
  }

  static Plan step(Plan plan, int number, UnaryOperator<Step> change) {
    List<Region> regions = plan.regions().stream().map(region -> new Region(region.path(),
        region.steps().stream().map(step -> step.number() == number ? change.apply(step) : step).toList(),
        region.location())).toList();
    return with(plan, plan.ports(), plan.slots(), regions);
  }

  static Plan number(Plan plan, int number, int other) {
    return step(plan, number, step -> new Step(other, step.call(), step.reads(), step.packed(), step.writes(),
        step.location(), step.ir()));
  }

  static Plan call(Plan plan, int number, Call call) {
    return step(plan, number, step -> new Step(number, call, step.reads(), step.packed(), step.writes(),
        step.location(), step.ir()));
  }

  static Plan reads(Plan plan, int number, Source... reads) {
    return step(plan, number, step -> new Step(number, step.call(), List.of(reads), step.packed(), step.writes(),
        step.location(), step.ir()));
  }

  static Plan packed(Plan plan, int number, Integer... packed) {
    return step(plan, number, step -> new Step(number, step.call(), step.reads(), List.of(packed), step.writes(),
        step.location(), step.ir()));
  }

  static Plan writes(Plan plan, int number, View writes) {
    return step(plan, number, step -> new Step(number, step.call(), step.reads(), step.packed(), writes,
        step.location(), step.ir()));
  }

  private static Plan with(Plan plan, List<Port> ports, List<Slot> slots, List<Region> regions) {
    return new Plan(plan.name(), plan.target(), plan.batch(), ports, slots, plan.constants(), regions,
        plan.observed(), plan.facts());
  }

  private static <T> List<T> changed(List<T> all, int index, UnaryOperator<T> change) {
    List<T> copy = new ArrayList<>(all);
    copy.set(index, change.apply(all.get(index)));
    return copy;
  }
}
