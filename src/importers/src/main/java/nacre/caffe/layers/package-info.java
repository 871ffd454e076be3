/** Caffe's layers as ops, a class for each family, with a table of its entries. */
@org.jspecify.annotations.NullMarked
package nacre.caffe.layers;
