/** GLSL that every program of the stage begins with. Screen lengths are in device pixels unless named `css`. */
export const common = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;

uniform mat4 viewProjection;
/** The eye's place with w = 1; without perspective the direction towards it with w = 0. */
uniform vec4 eye;
uniform vec2 viewport;
/** Device pixels of a nominal CSS pixel of a stroke. */
uniform float stroke;
/** World units that one device pixel spans at clip w = 1. */
uniform float pixelSize;
uniform float blockHeight;
/** World units of the block's sides. */
uniform vec2 sides;

/** Per grid point: height (below zero where there is none), its slopes and its twist per cell. */
uniform sampler2D heights;
/** Cells of the grid across u and v. */
uniform vec2 cells;
/** The same of the surface that becomes this one, and how far it has: 1 while nothing moves. */
uniform sampler2D heightsBefore;
uniform float morph;
/** Opacity of what lies on the surface. */
uniform float presence;

/** What is drawn at a grid point. A hole stays one until the middle of the way. */
vec4 reliefAt(ivec2 at) {
  vec4 after = texelFetch(heights, at, 0);
  if (morph >= 1.0) return after;
  vec4 before = texelFetch(heightsBefore, at, 0);
  if (min(before.x, after.x) < 0.0) return morph < 0.5 ? before : after;
  return mix(before, after, morph);
}

vec3 toWorld(vec3 p) {
  return vec3((p.x - 0.5) * sides.x, p.z * blockHeight, (0.5 - p.y) * sides.y);
}

vec2 toScreen(vec4 clip) {
  return (clip.xy / clip.w * 0.5 + 0.5) * viewport;
}

vec3 towardsEye(vec3 world) {
  return normalize(eye.xyz - world * eye.w);
}

/** The unit normal for slopes per unit of u and v. */
vec3 normalFrom(vec2 slope) {
  return normalize(vec3(-slope.x * blockHeight / sides.x, 1.0, slope.y * blockHeight / sides.y));
}
`;
