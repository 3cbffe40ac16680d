import { BufferGeometry, DataTexture, DoubleSide, GLSL3, LinearFilter, Mesh, RawShaderMaterial } from 'three';
import { type ShownStarts, shownStarts } from '../../app/starts/kept.ts';
import { PICTURE, startsPixels } from '../../ui/starts-picture.ts';
import { common } from '../shaders/common.ts';
import { surfaceFragment, surfaceVertex } from '../shaders/surface.ts';
import { createRelief, gridGeometry, setInk, setLevels } from '../surface-mesh.ts';
import type { SharedUniforms } from '../uniforms.ts';
import type { StageOverlay } from './stage-overlay.ts';

/** Moved towards the eye, but not on the screen: it lies on the surface, and under all that does. */
const vertex = surfaceVertex.replace(
  /gl_Position = .*;/,
  `vec3 world = toWorld(vec3(place, height));
  vec4 clip = viewProjection * vec4(world, 1.0);
  vec4 nearer = viewProjection * vec4(world + towardsEye(world) * 0.002, 1.0);
  gl_Position = vec4(clip.xy, nearer.z / nearer.w * clip.w, clip.w);`,
);

const ground = /* glsl */ `
uniform sampler2D starts;

vec3 groundAt(float height) {
  return texture(starts, vec2(place.x, 1.0 - place.y)).rgb;
}
`;

/** Each start in the colour of where it ends, in the place of the surface's tints. */
export function createOverlay(shared: SharedUniforms): StageOverlay<ShownStarts | null> {
  const texture = new DataTexture(new Uint8Array(4), 1, 1);
  texture.minFilter = texture.magFilter = LinearFilter;
  const relief = createRelief();
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: common + vertex,
    fragmentShader: common + surfaceFragment + ground,
    uniforms: { ...shared, ...relief, starts: { value: texture } },
    side: DoubleSide,
    // Drawn behind what is opaque, and before paths and marks.
    transparent: true,
    depthWrite: false,
  });
  let geometry = new BufferGeometry();
  let [columns, rows] = [0, 0];
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.visible = false;
  mesh.renderOrder = 1;
  const dispose = () => {
    geometry.dispose();
    material.dispose();
    texture.dispose();
  };
  return {
    parts: [{ object: mesh, dispose }],
    shows: shownStarts,
    setPalette: (palette) => setInk(relief, palette),
    lay(shown, surface, palette) {
      // What was asked for before is of another surface, or of other runs: on the stage it is gone at once.
      const now = shown?.now ?? null;
      mesh.visible = now !== null;
      if (!now) return;
      const { nx, ny } = surface.grid;
      if (nx !== columns || ny !== rows) {
        geometry.dispose();
        geometry = gridGeometry(nx, ny, 1);
        mesh.geometry = geometry;
        [columns, rows] = [nx, ny];
      }
      setLevels(relief, surface);
      if (texture.image.width !== PICTURE) texture.dispose();
      texture.image = { data: startsPixels(now, palette), width: PICTURE, height: PICTURE };
      texture.needsUpdate = true;
    },
  };
}
