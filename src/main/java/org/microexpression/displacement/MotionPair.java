package org.microexpression.displacement;

/**
 * Two frames with known motion between them: what a DGM is trained on and measured with.
 *
 * @param onset grey levels 0..255, row-major, of the field's size
 * @param apex  grey levels of the apex frame
 * @param truth displacement from the onset to the apex frame in pixels
 */
public record MotionPair(float[] onset, float[] apex, DisplacementField truth) {}
