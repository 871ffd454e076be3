/** ONNX models as graphs: files, weights, names, and the walk over the nodes; what each operator means is in {@code ops}. */
@org.jspecify.annotations.NullMarked
package nacre.onnx;
