/** Groups, attributes and tensors of HDF5 files, read through jHDF and kept within bounds that jHDF does not have. */
@org.jspecify.annotations.NullMarked
package nacre.importers.hdf5;
