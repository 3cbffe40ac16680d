/**
 * three without what its WebGLRenderer carries along and the stage never uses, some 75 kB gzipped: its own materials
 * (the stage's shaders are raw), lights, environments, virtual reality, shadows, post-processing, and methods that
 * nothing calls.
 * The browser tests run on the built page and see it at once when one of them is wanted after all. A build fails when
 * a version of three no longer has what is replaced here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
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

/** A method of a class, with its name: three's own sources are formatted without exception. */
const method = /\n\t(?:static )?([A-Za-z_$][\w$]*)\([^\n]*\) \{\n[\s\S]*?\n\t\}\n/g;
const member = /(?:\.|\['|\[ ')([A-Za-z_$][\w$]*)/g;
const comment = /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g;

/** The module's text without comments, and without the methods that are not wanted. */
function trimmed(code: string, isWanted: (name: string) => boolean): string {
  return code
    .replace(comment, '')
    .replace(method, (whole, name: string) => (name === 'constructor' || isWanted(name) ? whole : '\n'));
}

/**
 * The names of members that anything asks for: the given code, and those methods of three's modules that are wanted
 * themselves. Nothing else can be called, for three calls no method by a name that it has put together.
 */
function wantedNames(modules: readonly string[], own: string): Set<string> {
  let wanted = new Set([...own.matchAll(member)].map(([, name = '']) => name));
  for (;;) {
    const before = wanted;
    wanted = new Set(before);
    for (const code of modules) {
      for (const [, name = ''] of trimmed(code, (each) => before.has(each)).matchAll(member))
        wanted.add(name);
    }
    if (wanted.size === before.size) return wanted;
  }
}

/** The modules that a module of three brings along, itself included, by their paths under `three/src`. */
function modulesFrom(entries: readonly string[], read: (name: string) => string): Map<string, string> {
  const modules = new Map<string, string>();
  const queue = [...entries];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (modules.has(name)) continue;
    const code = read(name);
    modules.set(name, code);
    for (const [, path = ''] of code.matchAll(/^(?:im|ex)port .*from '(\.[^']+)'/gm))
      queue.push(posix.join(posix.dirname(name), path));
  }
  return modules;
}

/** All TypeScript under a folder, in one text. */
function textOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

export function leanThree(): Plugin {
  const source = fileURLToPath(import.meta.resolve('three/src/Three.js'));
  const folder = source.slice(0, -'Three.js'.length).replaceAll('\\', '/');
  const nameOf = (id: string) => (id.startsWith(folder) ? id.slice(folder.length) : '');
  const read = (name: string) => replaced[name] ?? readFileSync(folder + name, 'utf8');
  const missed = new Set(Object.keys(replaced));
  let wanted: Set<string> | null = null;
  /** What the stage imports decides which modules there are, and those which of their methods. */
  const wantedByStage = () => {
    const stage = textOf(fileURLToPath(new URL('../../src/view3d', import.meta.url)));
    const imported = [...stage.matchAll(/import (?:type )?\{([^}]*)\} from 'three';/g)].flatMap(
      ([, names = '']) => names.split(',').map((name) => name.replace(/ as .*/s, '').trim()),
    );
    const exports = read('Three.js') + read('Three.Core.js');
    const entries = imported.flatMap((name) => {
      const found = new RegExp(`export \\{[^}]*\\b${name}\\b[^}]*\\} from '\\./([^']+)'`).exec(exports);
      return found?.[1] ?? [];
    });
    return wantedNames([...modulesFrom(entries, read).values()], stage);
  };
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
      wanted ??= wantedByStage();
      const names = wanted;
      return { code: trimmed(code, (each) => names.has(each)), map: { mappings: '' } };
    },
    buildEnd(error) {
      if (error || missed.size === 0 || ![...this.getModuleIds()].some((id) => id.startsWith(folder))) return;
      this.error(`three no longer has ${[...missed].join(', ')}: see tests/tools/lean-three.ts.`);
    },
  };
}
