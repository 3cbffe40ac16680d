/**
 * The surface: a grid of vertices lifted to the heights, coloured per fragment. The height is evaluated again in
 * each fragment by bicubic Hermite interpolation, and a contour's distance in pixels follows from the height's
 * gradient on the screen, which is taken exactly, through the projection of the two tangents. So lines neither
 * kink at the mesh's edges nor change their width with its facets.
 *
 * In a coarse picture (COARSE) height and slopes are those between the vertices: evaluating them again is most of what a
 * fragment costs where it is drawn in software.
 */
export const surfaceVertex = /* glsl */ `
out vec2 place;
#ifdef COARSE
/** Height, slopes per unit of u and v, and above zero beside a hole. */
out vec4 relief;
#endif

void main() {
  int columns = int(cells.x) + 1;
  ivec2 at = ivec2(gl_VertexID % columns, gl_VertexID / columns);
  place = vec2(at) / cells;
  vec4 here = reliefAt(at);
  float height = max(0.0, here.x);
#ifdef COARSE
  relief = vec4(height, here.yz * cells, here.x < 0.0 ? 1.0 : 0.0);
#endif
  gl_Position = viewProjection * vec4(toWorld(vec3(place, height)), 1.0);
}
`;

export const surfaceFragment = /* glsl */ `
in vec2 place;
out vec4 color;

uniform vec3 inkColor;
/** Opacity of a thin and of a heavy contour. */
uniform vec2 inkOpacity;
/** Height of the first level, and levels per unit of height. */
uniform vec2 levels;
/** Unit vector towards the light. */
uniform vec3 light;
/** Brightness without any light, by the light, by the sky. */
uniform vec3 brightness;

/** Height and its slopes per unit of u and v; x below zero over a hole. */
#ifdef COARSE
in vec4 relief;
vec3 heightAt(vec2 uv) {
  return relief.w > 0.0 ? vec3(-1.0, 0.0, 0.0) : relief.xyz;
}
#else
vec3 heightAt(vec2 uv) {
  vec2 p = clamp(uv, 0.0, 1.0) * cells;
  vec2 cell = min(floor(p), cells - 1.0);
  ivec2 at = ivec2(cell);
  vec2 s = p - cell;
  vec4 h00 = reliefAt(at), h10 = reliefAt(at + ivec2(1, 0));
  vec4 h01 = reliefAt(at + ivec2(0, 1)), h11 = reliefAt(at + ivec2(1, 1));
  if (min(min(h00.x, h10.x), min(h01.x, h11.x)) < 0.0) return vec3(-1.0, 0.0, 0.0);

  vec2 s2 = s * s, s3 = s2 * s;
  // Hermite's weights of the value at 1, of the slope at 0 and of the slope at 1, and their derivatives.
  vec2 w = 3.0 * s2 - 2.0 * s3, a = s3 - 2.0 * s2 + s, b = s3 - s2;
  vec2 dw = 6.0 * (s - s2), da = 3.0 * s2 - 4.0 * s + 1.0, db = 3.0 * s2 - 2.0 * s;

  // Along u in both rows: (height, slope along v), and the same differentiated by u.
  vec2 south = mix(h00.xz, h10.xz, w.x) + a.x * h00.yw + b.x * h10.yw;
  vec2 north = mix(h01.xz, h11.xz, w.x) + a.x * h01.yw + b.x * h11.yw;
  vec2 dSouth = (h10.xz - h00.xz) * dw.x + da.x * h00.yw + db.x * h10.yw;
  vec2 dNorth = (h11.xz - h01.xz) * dw.x + da.x * h01.yw + db.x * h11.yw;

  float height = mix(south.x, north.x, w.y) + a.y * south.y + b.y * north.y;
  float du = mix(dSouth.x, dNorth.x, w.y) + a.y * dSouth.y + b.y * dNorth.y;
  float dv = (north.x - south.x) * dw.y + da.y * south.y + db.y * north.y;
  return vec3(height, vec2(du, dv) * cells);
}
#endif

/** The colour of the ground, before light. */
vec3 groundAt(float height);

/** Pixels on the screen per unit of u and of v, as columns. */
mat2 pixelsPerPlace(vec3 surface) {
  vec4 clip = viewProjection * vec4(toWorld(vec3(place, surface.x)), 1.0);
  vec4 du = viewProjection * vec4(sides.x, surface.y * blockHeight, 0.0, 0.0);
  vec4 dv = viewProjection * vec4(0.0, surface.z * blockHeight, -sides.y, 0.0);
  vec2 ndc = clip.xy / clip.w;
  vec2 scale = viewport * 0.5 / clip.w;
  return mat2((du.xy - ndc * du.w) * scale, (dv.xy - ndc * dv.w) * scale);
}

/** How much of a pixel a line of a width covers that lies at a distance, both in pixels. */
float coverage(float distance, float width) {
  return clamp(width * 0.5 + 0.5 - distance, 0.0, 1.0) * min(width, 1.0);
}

void main() {
  vec3 surface = heightAt(place);
  if (surface.x < 0.0) discard;

  vec3 normal = normalFrom(surface.yz);
  float key = max(0.0, dot(normal, light));
  vec3 shaded = groundAt(surface.x) * (brightness.x + brightness.y * key + brightness.z * normal.y);

  mat2 jacobian = pixelsPerPlace(surface);
  vec2 gradient = surface.yz * inverse(jacobian);
  float levelsPerPixel = max(length(gradient) * levels.y, 1e-6);
  float level = (surface.x - levels.x) * levels.y;
  float nearest = round(level);
  float heavy = step(abs(nearest - 5.0 * round(nearest / 5.0)), 0.1);
  float width = mix(1.0, 1.35, heavy) * stroke;
  float line = coverage(abs(level - nearest) / levelsPerPixel, width);
  // Where levels crowd closer than a line's width they would turn to grey: they fade, the heavy ones last.
  float gap = mix(1.0, 5.0, heavy) / (levelsPerPixel * stroke);
  float ink = line * mix(inkOpacity.x, inkOpacity.y, heavy) * smoothstep(2.0, 7.0, gap);
  color = vec4(mix(shaded, inkColor, ink), 1.0);
}
`;

/** Behind the fragment's shader: the ground in the colours of heights. */
export const tintGround = /* glsl */ `
uniform vec3 tints[9];

vec3 groundAt(float height) {
  float position = clamp(height, 0.0, 1.0) * 8.0;
  int low = min(int(position), 7);
  return mix(tints[low], tints[low + 1], position - float(low));
}
`;
