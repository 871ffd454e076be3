/**
 * From an optimised graph to running Java: placement, lowering, memory planning, and the emitter that reads the resulting
 * {@link nacre.codegen.Plan} and nothing else.
 */
package nacre.codegen;
