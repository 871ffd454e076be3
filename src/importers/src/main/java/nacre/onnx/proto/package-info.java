/**
 * The messages of ONNX files, read in place from a mapped file: the part of the published schema that inference needs,
 * field number by field number.
 */
@org.jspecify.annotations.NullMarked
package nacre.onnx.proto;
