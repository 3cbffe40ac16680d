/**
 * A path on the screen, four vertices a segment, each drawn as a capsule of constant width in pixels, its distance
 * field smoothed over one pixel. Joints are round because neighbours share an end. A segment is drawn up to the
 * current step (or after it), so that playing moves a uniform and uploads nothing.
 *
 * A ribbon faces the screen while the surface under it leans; each end is moved towards the eye by as much as the
 * surface rises under the ribbon's half width, and tested against the depth of the surface there.
 */
export const ribbonVertex = /* glsl */ `
/** Points of the path, in rows of 256: u, v, height (below zero: a break), step. */
uniform sampler2D points;
#ifdef DASHED
/** The lengths of the path up to them. */
uniform sampler2D lengths;
out float along;
flat out float pixels;
#endif

uniform float currentStep;
#ifdef HEAD
/** u, v, height of the run at the current step; below zero where there is none. */
uniform vec3 head;
#endif
/** Whether the segments after the current step are drawn instead of those before it. */
uniform bool future;
uniform float halfWidth;

flat out vec2 start;
flat out vec2 end;
out vec2 here;

/** Clip coordinates of a point of the path, moved towards the eye but not on the screen. */
vec4 lifted(vec4 point) {
  vec3 world = toWorld(point.xyz);
  vec4 clip = viewProjection * vec4(world, 1.0);
  vec3 sight = towardsEye(world);
  vec4 texel = texelFetch(heights, ivec2(point.xy * cells + 0.5), 0);
  float facing = dot(normalFrom(texel.yz * cells), sight);
  float lean = min(sqrt(1.0 - facing * facing) / max(facing, 0.1), 4.0) * smoothstep(0.0, 0.15, facing);
  float lift = 0.004 + lean * (halfWidth + 1.0) * stroke * pixelSize * clip.w;
  vec4 nearer = viewProjection * vec4(world + sight * lift, 1.0);
  return vec4(clip.xy / clip.w, nearer.z / nearer.w, 1.0);
}

vec4 pointOf(sampler2D path, int index) {
  return texelFetch(path, ivec2(index & 255, index >> 8), 0);
}

void main() {
  int segment = gl_VertexID >> 2;
  vec4 a = pointOf(points, segment);
  vec4 b = pointOf(points, segment + 1);
  bool drawn = a.z >= 0.0 && b.z >= 0.0 && (future ? b.w > currentStep : a.w < currentStep);
#ifdef DOTS
  drawn = a.z >= 0.0 && a.w <= currentStep;
#endif
  if (!drawn) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  float share = clamp((currentStep - a.w) / max(b.w - a.w, 1e-6), 0.0, 1.0);
#ifndef DOTS
  vec4 middle = mix(a, b, share);
#ifdef HEAD
  // A line of a thinned path stands for several steps: at one of them the run was where the ball is.
  if (a.w < currentStep && b.w > currentStep && head.z >= 0.0) {
    share = clamp(distance(a.xy, head.xy) / max(distance(a.xy, b.xy), 1e-9), 0.0, 1.0);
    middle = vec4(head, currentStep);
  }
#endif
  if (future) a = middle;
  else b = middle;
#endif
  vec4 clipA = lifted(a);
  vec4 clipB = b.z >= 0.0 ? lifted(b) : clipA;
  start = (clipA.xy * 0.5 + 0.5) * viewport;
  end = (clipB.xy * 0.5 + 0.5) * viewport;
#ifdef DOTS
  // A dot for a step, where the next is far enough away for both to be told apart.
  if (b.z >= 0.0 && distance(start, end) < 11.0 * stroke) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  end = start;
  clipB = clipA;
#endif

  vec2 span = end - start;
  float size = length(span);
  vec2 forward = size > 1e-3 ? span / size : vec2(1.0, 0.0);
  vec2 corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1) * 2.0 - 1.0;
  float radius = halfWidth * stroke + 1.0;
  bool atEnd = corner.x > 0.0;
  here = (atEnd ? end : start) + (forward * corner.x + vec2(-forward.y, forward.x) * corner.y) * radius;
#ifdef DASHED
  float lengthFrom = pointOf(lengths, segment).x;
  float lengthTo = pointOf(lengths, segment + 1).x;
  float la = future ? mix(lengthFrom, lengthTo, share) : lengthFrom;
  float lb = future ? lengthTo : mix(lengthFrom, lengthTo, share);
  pixels = size / max(lb - la, 1e-9);
  along = (atEnd ? lb : la) + corner.x * radius / max(pixels, 1e-3);
#endif
  gl_Position = vec4(here / viewport * 2.0 - 1.0, (atEnd ? clipB : clipA).z, 1.0);
}
`;

export const ribbonFragment = /* glsl */ `
flat in vec2 start;
flat in vec2 end;
in vec2 here;
#ifdef DASHED
in float along;
flat in float pixels;
/** One period of the pattern: its length, then dash, gap, dot as shares of it; a dot of 0 means none. */
uniform vec4 pattern;
#endif
uniform float halfWidth;
uniform vec3 ribbonColor;
out vec4 color;

void main() {
  vec2 span = end - start;
  vec2 offset = here - start;
  float t = clamp(dot(offset, span) / max(dot(span, span), 1e-6), 0.0, 1.0);
  float cover = clamp(halfWidth * stroke + 0.5 - length(offset - t * span), 0.0, 1.0);
#ifdef DASHED
  float place = fract(along / pattern.x);
  float inDash = pattern.y * 0.5 - abs(place - pattern.y * 0.5);
  float dotMiddle = pattern.y + pattern.z + pattern.w * 0.5;
  float inDot = pattern.w * 0.5 - abs(place - dotMiddle);
  cover *= clamp(max(inDash, pattern.w > 0.0 ? inDot : -1.0) * pattern.x * pixels + 0.5, 0.0, 1.0);
#endif
  if (cover < 0.01) discard;
  color = vec4(ribbonColor, cover * presence);
}
`;
