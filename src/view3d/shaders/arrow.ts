/** Arrows, cut into triangles on the processor and already on the screen: position and colour are all there is. */
export const arrowVertex = /* glsl */ `
/** Normalised device coordinates; z for the depth test against the surface. */
in vec3 spot;
in vec4 tint;
out vec4 paint;

void main() {
  paint = tint;
  gl_Position = vec4(spot, 1.0);
}
`;

export const arrowFragment = /* glsl */ `
in vec4 paint;
uniform float opacity;
out vec4 color;

void main() {
  color = vec4(paint.rgb, paint.a * opacity);
}
`;
