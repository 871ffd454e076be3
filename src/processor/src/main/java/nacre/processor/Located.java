package nacre.processor;

import nacre.front.Request;

/** A model that was asked for, and its file as the worker is told it. */
record Located(Wanted wanted, Request.Unit unit) {}
