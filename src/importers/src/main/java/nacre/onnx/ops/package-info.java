/** What the operators of ONNX mean: one file for each family, each operator with all of its versions. */
@org.jspecify.annotations.NullMarked
package nacre.onnx.ops;
