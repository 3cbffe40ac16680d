import {
  BufferGeometry,
  FramebufferTexture,
  GLSL3,
  Mesh,
  NoBlending,
  RawShaderMaterial,
  type WebGLRenderer,
} from 'three';

/**
 * The colours of the relief as it was drawn last, without what lies on it: while only that moves, they are put back and
 * the relief is not drawn again. Its depths stay where they are, for nothing that is drawn over it changes them. A
 * picture that is drawn whole has its relief put back, too: so both are equal to the byte.
 */
export interface KeptRelief {
  /** Draws what is kept, before all that lies on it. */
  readonly object: Mesh;
  /** Whether there is one. */
  readonly holds: boolean;
  /** Keeps what the framebuffer that is read has, as many pixels. */
  keep(width: number, height: number): void;
  /** No relief is kept any more. */
  forget(): void;
  dispose(): void;
}

/** Pixels up to which a relief is kept, of four bytes each: a little more than a picture of 3840 x 2160 has. */
const MOST_PIXELS = 10_000_000;

/** One triangle over all of the picture. */
const vertex = /* glsl */ `
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}
`;

const fragment = /* glsl */ `
precision highp float;
uniform highp sampler2D relief;
out vec4 color;

void main() {
  color = texelFetch(relief, ivec2(gl_FragCoord.xy), 0);
}
`;

export function createKeptRelief(renderer: WebGLRenderer): KeptRelief {
  const relief = { value: new FramebufferTexture(1, 1) };
  const geometry = new BufferGeometry();
  geometry.setDrawRange(0, 3);
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: vertex,
    fragmentShader: fragment,
    uniforms: { relief },
    blending: NoBlending,
    depthTest: false,
    depthWrite: false,
  });
  const object = new Mesh(geometry, material);
  object.frustumCulled = false;
  let holds = false;

  return {
    object,
    get holds() {
      return holds;
    },
    keep(width, height) {
      holds = width * height <= MOST_PIXELS;
      object.visible = holds;
      if (!holds) return;
      const { image } = relief.value;
      if (image.width !== width || image.height !== height) {
        relief.value.dispose();
        relief.value = new FramebufferTexture(width, height);
      }
      renderer.copyFramebufferToTexture(relief.value);
    },
    forget() {
      holds = false;
      object.visible = false;
    },
    dispose() {
      relief.value.dispose();
      geometry.dispose();
      material.dispose();
    },
  };
}
