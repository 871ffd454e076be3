package nacre.processor;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/**
 * A model that an annotation asks for.
 *
 * @param element        a package or a type
 * @param mirror         the annotation
 * @param elementPackage the package of the element
 * @param file           as the annotation says it
 * @param packageName    of the class
 */
record Wanted(Element element, AnnotationMirror mirror, String elementPackage, String file, String packageName) {}
