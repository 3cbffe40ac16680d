/** Marks of a constant size on the screen: balls, the start, minima, the edge. Drawn over everything, in order. */
export const markerVertex = /* glsl */ `
/** u, v, height, radius in CSS pixels. */
in vec4 spot;
/** Shape (see MarkerKind), opacity, width of the rim in CSS pixels. */
in vec3 kind;
in vec3 fill;
in vec3 rim;
/** Where an arrowhead points: radians from the right, to the left about. */
in float turn;

out vec2 offset;
flat out float radius;
flat out vec3 look;
flat out vec3 fillColor;
flat out vec3 rimColor;
flat out vec2 heading;

void main() {
  vec4 clip = viewProjection * vec4(toWorld(spot.xyz), 1.0);
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  float reach = (spot.w * 1.4 + kind.z + 1.0) * stroke;
  offset = corner * reach;
  radius = spot.w * stroke;
  look = kind;
  fillColor = fill;
  rimColor = rim;
  heading = vec2(cos(turn), sin(turn));
  gl_Position = vec4((toScreen(clip) + offset) / viewport * 2.0 - 1.0, 0.0, 1.0);
}
`;

export const markerFragment = /* glsl */ `
in vec2 offset;
flat in float radius;
flat in vec3 look;
flat in vec3 fillColor;
flat in vec3 rimColor;
flat in vec2 heading;
out vec4 color;

float circle(vec2 p, float r) {
  return length(p) - r;
}

float box(vec2 p, float r) {
  vec2 d = abs(p) - r;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

float triangle(vec2 p, float r) {
  p.y += r * 0.15;
  float base = -p.y - r * 0.62;
  float flank = dot(vec2(abs(p.x), p.y), vec2(0.866, 0.5)) - r * 0.62;
  return max(base, flank);
}

float diamond(vec2 p, float r) {
  return (abs(p.x) + abs(p.y) - r * 1.3) * 0.7071;
}

float saltire(vec2 p, float r, float halfWidth) {
  vec2 q = abs(vec2(p.x + p.y, p.y - p.x)) * 0.7071;
  vec2 d = abs(vec2(max(q.x, q.y) - r * 0.5, min(q.x, q.y))) - vec2(r * 0.5, halfWidth);
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

/** Two arcs back to back, a parabola each. */
float pass(vec2 p, float r) {
  vec2 q = abs(p);
  float y = min(q.y, r * 0.9) / r;
  float x = r * (0.45 + 0.68 * y * y);
  float slope = 1.36 * y;
  float across = abs(q.x - x) / sqrt(1.0 + slope * slope);
  return q.y > r * 0.9 ? length(vec2(q.x - x, q.y - r * 0.9)) : across;
}

float inside(float distance) {
  return clamp(0.5 - distance, 0.0, 1.0);
}

void main() {
  int shape = int(look.x + 0.5);
  float rimWidth = look.z * stroke;
  float body;
  float edge;
  if (shape <= 3) {
    float d = shape == 0 ? circle(offset, radius)
      : shape == 1 ? box(offset, radius * 0.84)
      : shape == 2 ? triangle(offset, radius * 1.35)
      : diamond(offset, radius);
    body = d;
    edge = d - rimWidth;
  } else if (shape == 10) {
    // Slim, so that it is seen which of the corners is the tip.
    vec2 along = vec2(1.5 * (heading.y * offset.x - heading.x * offset.y), dot(heading, offset));
    body = triangle(along, radius * 1.35) / 1.25;
    edge = body - rimWidth;
  } else if (shape == 6) {
    body = saltire(offset, radius, 0.9 * stroke);
    edge = body - rimWidth;
  } else if (shape >= 7) {
    // Lines of a minimum's width, the rim on both sides: a pass, a summit, a level place of another kind.
    float d = shape == 7 ? pass(offset, radius)
      : shape == 8 ? abs(diamond(offset, radius))
      : abs(box(offset, radius));
    body = d - 0.9 * stroke;
    edge = body - rimWidth;
  } else {
    // Rings: the start is whole, a minimum is dashed; the rim lies on both sides of the line.
    float line = abs(length(offset) - radius) - (shape == 4 ? 1.25 : 0.9) * stroke;
    if (shape == 5) {
      float turn = atan(offset.y, offset.x) * 8.0 / 6.2831853;
      float gap = (abs(fract(turn) - 0.5) - 0.3) * 6.2831853 / 8.0 * radius;
      line = max(line, gap);
    }
    body = line;
    edge = line - rimWidth;
  }
  float a = inside(edge);
  if (a < 0.01) discard;
  color = vec4(mix(rimColor, fillColor, inside(body)), a * look.y * presence);
}
`;
