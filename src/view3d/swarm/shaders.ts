/** A particle as a dot on the surface, of a constant size on the screen. */
export const dotVertex = /* glsl */ `
in vec2 where;
in float speed;
in vec2 end;

/** The domain's lower corner and its sides. */
uniform vec4 ground;
/** CSS pixels across. */
uniform float size;
/** By where it ends, 0, by how high it is, 1, by how fast it is, 2. */
uniform float mode;
/** Places at which runs end, with the colour of each; as many as \`known\`. */
uniform vec2 places[PLACES];
uniform vec3 colors[PLACES];
uniform float known;
/** How near an end is at a place. */
uniform vec2 reach;
uniform vec3 astray;
uniform vec3 least;
uniform vec3 most;

flat out vec3 dot_color;
flat out float across;

float heightOn(vec2 place) {
  vec2 cell = clamp(place, 0.0, 1.0) * cells;
  ivec2 corner = ivec2(min(floor(cell), cells - 1.0));
  vec2 share = cell - vec2(corner);
  float a = reliefAt(corner).x;
  float b = reliefAt(corner + ivec2(1, 0)).x;
  float c = reliefAt(corner + ivec2(0, 1)).x;
  float d = reliefAt(corner + ivec2(1, 1)).x;
  if (min(min(a, b), min(c, d)) < 0.0) return -1.0;
  return mix(mix(a, b, share.x), mix(c, d, share.x), share.y);
}

vec3 colorOf(float height) {
  if (mode > 1.5) {
    float pace = log(max(length(vec2(speed) / ground.zw), 1e-9)) / log(10.0);
    return mix(least, most, clamp((pace + 5.0) / 4.0, 0.0, 1.0));
  }
  if (mode > 0.5) return mix(least, most, sqrt(height));
  vec3 found = astray;
  for (int k = 0; k < PLACES; k++) {
    vec2 apart = abs(end - places[k]) / reach;
    if (float(k) < known && max(apart.x, apart.y) <= 1.0) found = colors[k];
  }
  return found;
}

void main() {
  vec2 place = (where - ground.xy) / ground.zw;
  float height = heightOn(place);
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = 1.0;
  dot_color = vec3(0.0);
  across = 1.0;
  if (speed < 0.0 || height < 0.0 || clamp(place, 0.0, 1.0) != place) return;
  vec3 world = toWorld(vec3(place, height));
  vec4 clip = viewProjection * vec4(world, 1.0);
  across = max(1.0, size * stroke);
  float lift = 0.004 + 2.0 * across * pixelSize * clip.w;
  vec4 nearer = viewProjection * vec4(world + towardsEye(world) * lift, 1.0);
  gl_Position = vec4(clip.xy / clip.w, nearer.z / nearer.w, 1.0);
  gl_PointSize = across + 1.0;
  dot_color = colorOf(height);
}
`;

export const dotFragment = /* glsl */ `
uniform float opacity;
flat in vec3 dot_color;
flat in float across;
out vec4 color;

void main() {
  float apart = length(gl_PointCoord - 0.5) * (across + 1.0);
  float inside = across < 2.5 ? 1.0 : clamp(0.5 * across + 0.5 - apart, 0.0, 1.0);
  if (inside < 0.02) discard;
  color = vec4(dot_color, inside * opacity * presence);
}
`;
