/** Graphs as ONNX models: what {@link nacre.onnx} reads, written. */
@org.jspecify.annotations.NullMarked
package nacre.onnx.export;
