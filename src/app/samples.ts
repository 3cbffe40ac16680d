/**
 * Samples a side of the surface for a picture: as many as its pixels can show, within what is sampled in a blink.
 *
 * @param side the longer side of the picture in device pixels
 */
export const samplesFor = (side: number): number =>
  side > 1400 ? 513 : side > 1000 ? 385 : side > 380 ? 257 : 161;
