/** Protobuf's text format as a tree with positions; no schema is needed. */
@org.jspecify.annotations.NullMarked
package nacre.caffe.text;
