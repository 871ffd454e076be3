/** Models of Caffe. */
@org.jspecify.annotations.NullMarked
package nacre.caffe;
