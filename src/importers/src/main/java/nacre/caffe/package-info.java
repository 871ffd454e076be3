/** Caffe's networks, solvers and trained blobs, as graphs. */
@org.jspecify.annotations.NullMarked
package nacre.caffe;
