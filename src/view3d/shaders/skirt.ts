/** The block's walls, under the surface's border, and the floor that shows through holes. */
export const skirtVertex = /* glsl */ `
/** u, v, and 1 at the surface or 0 at the base. */
in vec3 corner;
in vec3 side;
uniform float blockBase;
out vec3 wallNormal;

void main() {
  ivec2 at = ivec2(corner.xy * cells + 0.5);
  float height = reliefAt(at).x * blockHeight;
  // Where the border has no height the wall has none either.
  float y = corner.z > 0.5 && height >= 0.0 ? height : blockBase;
  wallNormal = side;
  gl_Position = viewProjection * vec4((corner.x - 0.5) * sides.x, y, (0.5 - corner.y) * sides.y, 1.0);
}
`;

export const skirtFragment = /* glsl */ `
in vec3 wallNormal;
out vec4 color;
uniform vec3 wallColor;
uniform vec3 light;

void main() {
  float key = 0.5 + 0.5 * dot(wallNormal, light);
  color = vec4(wallColor * mix(0.86, 1.05, key), 1.0);
}
`;

/** The block's soft shadow on the table it stands on. */
export const shadowVertex = /* glsl */ `
in vec2 corner;
uniform float blockBase;
uniform float reach;
out vec2 spot;

void main() {
  spot = corner * (0.5 * sides + reach);
  // A hair under the block, whose walls end at its base.
  gl_Position = viewProjection * vec4(spot.x, blockBase - 0.002, spot.y, 1.0);
}
`;

export const shadowFragment = /* glsl */ `
in vec2 spot;
out vec4 color;
uniform float reach;
uniform vec4 shadowColor;

void main() {
  float distance = length(max(abs(spot) - 0.5 * sides, 0.0)) / reach;
  float fall = 1.0 - clamp(distance, 0.0, 1.0);
  color = vec4(shadowColor.rgb, shadowColor.a * fall * fall * fall);
}
`;
