/**
 * A translucent piece of surface with a grid of its own, round, cut where its value leaves the range of heights.
 * Grid and rim have a constant width in pixels.
 */
export const patchVertex = /* glsl */ `
/** u, v, height, room (below zero: outside of the range of heights). */
in vec4 vertex;
out vec3 world;
out vec2 place;
out float room;

void main() {
  world = toWorld(vertex.xyz);
  place = vertex.xy;
  room = vertex.w;
  vec4 clip = viewProjection * vec4(world, 1.0);
  // Moved towards the eye, but not on the screen: where both surfaces touch, the patch lies on top.
  vec4 nearer = viewProjection * vec4(world + towardsEye(world) * 0.004, 1.0);
  gl_Position = vec4(clip.xy, nearer.z / nearer.w * clip.w, clip.w);
}
`;

export const patchFragment = /* glsl */ `
in vec3 world;
in vec2 place;
in float room;
out vec4 color;

/** Middle of the patch in shares of the domain, and its radius in world units. */
uniform vec3 disc;
/** Lines of its grid per unit. */
uniform float lines;
uniform vec3 patchColor;
uniform float opacity;
/** Share of the opacity that is kept: less where the surface hides the patch. */
uniform float fade;
uniform vec3 light;

/** Covers a line of a width in pixels at the zeros of a quantity. */
float lineAt(float quantity, float width) {
  return clamp(width * 0.5 * stroke + 0.5 - abs(quantity) / max(fwidth(quantity), 1e-9), 0.0, 1.0);
}

float gridLine(float quantity) {
  // fwidth of the fraction would jump where it wraps.
  float pixel = max(fwidth(quantity), 1e-9);
  float distance = abs(fract(quantity + 0.5) - 0.5) / pixel;
  return clamp(0.5 * stroke + 0.5 - distance, 0.0, 1.0) * smoothstep(3.0, 9.0, 1.0 / (pixel * stroke));
}

void main() {
  float edge = disc.z - length((place - disc.xy) * sides);
  float rim = lineAt(edge, 1.6);
  float cut = lineAt(room, 1.2);
  vec2 grid = place * sides * lines;
  float ruled = max(gridLine(grid.x), gridLine(grid.y));
  vec3 normal = normalize(cross(dFdx(world), dFdy(world)));
  if (room < 0.0 || edge < 0.0) discard;
  float key = abs(dot(normal, light));
  float ink = max(max(rim, cut * 0.8), ruled * 0.55);
  color = vec4(patchColor * mix(0.78, 1.12, key), mix(opacity, 0.95, ink) * fade * presence);
}
`;
