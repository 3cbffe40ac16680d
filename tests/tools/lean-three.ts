/**
 * three without what its WebGLRenderer carries along and the stage never uses, some 60 kB gzipped: its own materials
 * (the stage's shaders are raw), lights, environments, virtual reality, shadows, post-processing, and saving to JSON.
 * The browser tests run on the built page and see it at once when one of them is wanted after all. A build fails when
 * a version of three no longer has what is replaced here.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Modules that are replaced as a whole, by the end of their path under `three/src`. */
const replaced: Readonly<Record<string, string>> = {
  'renderers/shaders/ShaderChunk.js': 'export const ShaderChunk = {};',
  'renderers/shaders/ShaderLib.js': 'export const ShaderLib = {};',
  'renderers/shaders/UniformsLib.js': 'export const UniformsLib = {};',
  'renderers/shaders/DFGLUTData.js': 'export function getDFGLUT() { return null; }',
  'renderers/webxr/WebXRManager.js': `export class WebXRManager {
    enabled = false;
    isPresenting = false;
    addEventListener() {}
    removeEventListener() {}
    setAnimationLoop() {}
    getEnvironmentBlendMode() {}
    dispose() {}
  }`,
  'renderers/webgl/WebGLShadowMap.js': 'export class WebGLShadowMap { enabled = false; render() {} }',
  'renderers/webgl/WebGLOutput.js': 'export class WebGLOutput {}',
  'renderers/webgl/WebGLMorphtargets.js': 'export function WebGLMorphtargets() {}',
  'renderers/webgl/WebGLMaterials.js': `export class WebGLMaterials {
    refreshMaterialUniforms(uniforms, material) { material.uniformsNeedUpdate = false; }
  }`,
  'renderers/webgl/WebGLUniformsGroups.js': 'export class WebGLUniformsGroups { dispose() {} }',
  'renderers/webgl/WebGLEnvironments.js': `export class WebGLEnvironments {
    get() { return null; }
    dispose() {}
  }`,
  'renderers/webgl/WebGLClipping.js': `export class WebGLClipping {
    uniform = { value: null, needsUpdate: false };
    numPlanes = 0;
    numIntersection = 0;
    init() { return false; }
  }`,
  // A scene without lights has version 0 of them for ever; the numbers are what makes a program's key.
  'renderers/webgl/WebGLLights.js': `const none = () => [];
  const lists = ['ambient', 'probe', 'sun', 'sunShadow', 'sunShadowMap', 'sunShadowMatrix', 'directional',
    'directionalShadow', 'directionalShadowMap', 'directionalShadowMatrix', 'spot', 'spotLightMap', 'spotShadow',
    'spotShadowMap', 'spotLightMatrix', 'rectArea', 'point', 'pointShadow', 'pointShadowMap', 'pointShadowMatrix', 'hemi'];
  export class WebGLLights {
    state = { version: 0, numSpotLightShadowsWithMaps: 0, numLightProbes: 0, hash: {},
      ...Object.fromEntries(lists.map((name) => [name, none()])) };
    setup() {}
    setupView() {}
  }`,
  // What clears the canvas, without the two ways of putting a texture behind everything.
  'renderers/webgl/WebGLBackground.js': `import { Color } from '../../math/Color.js';
  import { getUnlitUniformColorSpace } from '../shaders/UniformsUtils.js';
  const rgb = { r: 0, g: 0, b: 0 };
  export class WebGLBackground {
    #color = new Color(0);
    #alpha;
    #clear;
    constructor(renderer, environments, state, objects, alpha, premultipliedAlpha) {
      this.#alpha = alpha === true ? 0 : 1;
      this.#clear = (color, opacity) => {
        color.getRGB(rgb, getUnlitUniformColorSpace(renderer));
        state.buffers.color.setClear(rgb.r, rgb.g, rgb.b, opacity, premultipliedAlpha);
      };
      this.render = ({ background }) => {
        this.#clear(background ?? this.#color, background ? 1 : this.#alpha);
        if (!renderer.autoClear && !background) return;
        state.buffers.depth.setTest(true);
        state.buffers.depth.setMask(true);
        state.buffers.color.setMask(true);
        renderer.clear(renderer.autoClearColor, renderer.autoClearDepth, renderer.autoClearStencil);
      };
    }
    getClearColor() { return this.#color; }
    getClearAlpha() { return this.#alpha; }
    setClearColor(color, alpha = 1) { this.#color.set(color); this.setClearAlpha(alpha); }
    setClearAlpha(alpha) { this.#alpha = alpha; this.#clear(this.#color, alpha); }
    addToRenderList() {}
    dispose() {}
  }`,
  'extras/PMREMGenerator.js': 'export class PMREMGenerator {}',
  'cameras/CubeCamera.js': 'export class CubeCamera {}',
};

/** Saving and loading: whole methods, from a class whose file is kept. */
const json = /\n\t(?:toJSON|fromJSON)\([^)]*\) \{\n[\s\S]*?\n\t\}\n/g;
const savedFiles = [
  'materials/Material.js',
  'core/Object3D.js',
  'core/BufferGeometry.js',
  'textures/Texture.js',
];

export function leanThree(): Plugin {
  const source = fileURLToPath(import.meta.resolve('three/src/Three.js'));
  const folder = source.slice(0, -'Three.js'.length).replaceAll('\\', '/');
  const nameOf = (id: string) => (id.startsWith(folder) ? id.slice(folder.length) : '');
  const missed = new Set([...Object.keys(replaced), ...savedFiles]);
  return {
    name: 'lean-three',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'three' ? source : null),
    load(id) {
      const name = nameOf(id);
      missed.delete(name);
      return replaced[name] ?? null;
    },
    transform(code, id) {
      const name = nameOf(id);
      if (name === '' || name in replaced) return null;
      const lean = code.replace(json, '\n');
      if (savedFiles.includes(name) && lean === code)
        this.error(`${name} of three has no JSON methods to drop.`);
      return lean === code ? null : { code: lean, map: { mappings: '' } };
    },
    buildEnd(error) {
      if (error || missed.size === 0 || ![...this.getModuleIds()].some((id) => id.startsWith(folder))) return;
      this.error(`three no longer has ${[...missed].join(', ')}: see tests/tools/lean-three.ts.`);
    },
  };
}
