/** How ops are said in ONNX, one file per family. */
@org.jspecify.annotations.NullMarked
package nacre.onnx.export.ops;
