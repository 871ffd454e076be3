package nacre.codegen;

import nacre.kernels.run.Space;

/** Memory that one local, or several that are parts or other names of it, will have. */
record Storage(int id, Space space, Geometry geometry) {}
