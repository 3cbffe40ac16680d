/**
 * three without what its WebGLRenderer carries along and the stage never uses, some 75 kB gzipped: its own materials
 * (the stage's shaders are raw), lights, environments, virtual reality, shadows, post-processing, and methods that
 * nothing calls.
 * The browser tests run on the built page and see it at once when one of them is wanted after all. A build fails when
 * a version of three no longer has what is replaced here.
 */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import {
  comment,
  gift,
  given,
  kind,
  type Kinds,
  member,
  method,
  type Names,
  question,
  sentence,
  textOf,
  trimmed,
  wantedNames,
} from './trimming.ts';

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
  // Of the kinds of uniforms those that the stage's shaders have; another one has no setter, which is seen at once.
  'renderers/webgl/WebGLUniforms.js': `const BOOL = 0x8b56, FLOAT = 0x1406, SAMPLER_2D = 0x8b5e;
  const parts = { [FLOAT]: 1, 0x8b50: 2, 0x8b51: 3, 0x8b52: 4, 0x8b5c: 16 };
  const setterOf = (gl, { type, size }, at) => {
    let sent;
    if (type === SAMPLER_2D) return (texture, textures) => {
      const unit = textures.allocateTextureUnit();
      if (unit !== sent) gl.uniform1i(at, (sent = unit));
      textures.setTexture2D(texture, unit);
    };
    if (type === BOOL) return (value) => {
      if (value !== sent) gl.uniform1i(at, (sent = value));
    };
    const count = parts[type];
    const held = new Float32Array(count * size).fill(NaN);
    const next = new Float32Array(count * size);
    const send = (count === 16 ? gl.uniformMatrix4fv.bind(gl, at, false) : gl['uniform' + count + 'fv'].bind(gl, at));
    return (value) => {
      if (count === 1) next[0] = value;
      else if (size === 1) value.toArray(next);
      else for (let i = 0; i < size; i++) value[i].toArray(next, i * count);
      let same = true;
      for (let i = 0; i < next.length; i++) {
        if (next[i] === held[i]) continue;
        same = false;
        held[i] = next[i];
      }
      if (!same) send(held);
    };
  };
  export class WebGLUniforms {
    seq = [];
    map = {};
    constructor(gl, program) {
      const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS);
      for (let i = 0; i < count; i++) {
        const info = gl.getActiveUniform(program, i);
        const set = setterOf(gl, info, gl.getUniformLocation(program, info.name));
        this.seq.push({ id: info.name.replace('[0]', ''), set });
      }
    }
    // Of three's own uniforms, such as the camera's matrices, the stage's raw shaders have none.
    setValue() {}
    setOptional() {}
    static upload(gl, seq, values, textures) {
      for (const { id, set } of seq) set(values[id].value, textures);
    }
    static seqWithValue(seq, values) {
      return seq.filter(({ id }) => id in values);
    }
  }`,
  // A colour by its parts alone: the stage has no names, no text and no other models of colours.
  'math/Color.js': `import { ColorManagement } from './ColorManagement.js';
  export class Color {
    isColor = true;
    constructor(r = 1, g = r, b = r) {
      this.r = r;
      this.g = g;
      this.b = b;
    }
    set(color) { return this.copy(color); }
    copy({ r, g, b }) {
      this.r = r;
      this.g = g;
      this.b = b;
      return this;
    }
    equals({ r, g, b }) { return r === this.r && g === this.g && b === this.b; }
    setRGB(r, g, b, space) {
      return ColorManagement.colorSpaceToWorking(this.copy({ r, g, b }), space);
    }
    getRGB(target, space) {
      const { r, g, b } = this;
      return Object.assign(target, ColorManagement.workingToColorSpace({ r, g, b }, space));
    }
  }`,
  // The formats and types of the stage's textures; another one is null, and its texture is not made.
  'renderers/webgl/WebGLUtils.js': `import { FloatType, RedFormat, RGBAFormat, UnsignedByteType } from '../../constants.js';
  export function WebGLUtils(gl) {
    const known = {
      [UnsignedByteType]: gl.UNSIGNED_BYTE,
      [FloatType]: gl.FLOAT,
      [RGBAFormat]: gl.RGBA,
      [RedFormat]: gl.RED,
    };
    return { convert: (one) => known[one] ?? null };
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

/**
 * Functions within modules that the stage never comes to: nothing on it is of glass, its textures are flat and not
 * compressed, and it draws on the canvas or on a framebuffer of its own (`sheet.ts`), never on a target of three's.
 */
const idle = [
  'renderTransmissionPass',
  'setupRenderTarget',
  'setupDepthRenderbuffer',
  'setupDepthTexture',
  'setupFrameBufferTexture',
  'setupRenderBufferStorage',
  'getInternalDepthFormat',
  'rebindTextures',
  'updateRenderTargetMipmap',
  'updateMultisampleRenderTarget',
  'useMultisampledRTT',
  'getRenderTargetSamples',
  'deallocateRenderTarget',
  'destroyRenderTarget',
  'onRenderTargetDispose',
  'drawBuffers',
  'setLineWidth',
  'updateUBOMapping',
  'uniformBlockBinding',
  'setTexture2DArray',
  'setTexture3D',
  'setTextureCube',
  'uploadCubeTexture',
  'updateVideoTexture',
  'getWireframeAttribute',
  'updateWireframeAttribute',
  'compressedTexImage2D',
  'compressedTexImage3D',
  'compressedTexSubImage2D',
  'compressedTexSubImage3D',
  'texSubImage3D',
  'texStorage3D',
  'texImage3D',
];
const idleFunction = new RegExp(
  `\\n(\\t+)function (${idle.join('|')})\\([^\\n]*\\) \\{\\n[\\s\\S]*?\\n\\1\\}\\n`,
  'g',
);

/**
 * Functions within modules as the stage needs them: of what decides which program a material has, what a raw shader asks
 * for on an object that neither morphs nor is one of many; and the formats of its textures.
 */
const shortened: Readonly<Record<string, string>> = {
  getParameters: `( material, lights, shadows, scene, object ) {
    const vertexStage = _customShaders.getVertexShaderStage( material );
    const fragmentStage = _customShaders.getFragmentShaderStage( material );
    _customShaders.update( material, vertexStage, fragmentStage );
    return {
      shaderType: material.type,
      shaderName: material.name,
      vertexShader: material.vertexShader,
      fragmentShader: material.fragmentShader,
      defines: material.defines,
      customVertexShaderID: vertexStage.id,
      customFragmentShaderID: fragmentStage.id,
      isRawShaderMaterial: true,
      glslVersion: material.glslVersion,
      outputColorSpace: renderer.outputColorSpace,
      morphTargets: false,
      morphNormals: false,
      morphColors: false,
      morphTargetsCount: 0,
      vertexAlphas: false,
      vertexTangents: false,
      toneMapping: 0,
      hasPositionAttribute: object.geometry.attributes.position !== undefined,
      rendererExtensionParallelShaderCompile: extensions.has( 'KHR_parallel_shader_compile' ),
      customProgramCacheKey: material.customProgramCacheKey(),
    };
  }`,
  getUniforms: '( material ) { return material.uniforms; }',
  getInternalFormat: `( name, format, type ) {
    if ( format === _gl.RED ) return type === _gl.FLOAT ? _gl.R32F : _gl.R8;
    return type === _gl.FLOAT ? _gl.RGBA32F : _gl.RGBA8;
  }`,
};
const shortenedFunction = new RegExp(
  `\\n(\\t+)function (${Object.keys(shortened).join('|')})\\([^\\n]*\\) \\{\\n[\\s\\S]*?\\n\\1\\}\\n`,
  'g',
);

/**
 * Methods of classes in the same way: no geometry of the stage has places that three could measure, and none morphs; none of
 * its objects is turned, picked by a ray of three's, or left out where it is out of sight.
 */
const briefer: Readonly<Record<string, string>> = {
  computeBoundingBox: '() {}',
  computeBoundingSphere: '() { this.boundingSphere ??= new Sphere(); }',
  getVertexPosition: '() {}',
  intersectTriangle: '() {}',
  setFromEuler: '() { return this; }',
  setFromProjectionMatrix: '() { return this; }',
  setFromRotationMatrix: '() { return this; }',
  updateMorphTargets: '() {}',
};
const brieferMethod = new RegExp(
  `\\n(\\t)(${Object.keys(briefer).join('|')})\\([^\\n]*\\) \\{\\n[\\s\\S]*?\\n\\t\\}\\n`,
  'g',
);

/** What each of them finds in some module at least, as long as three's sources are written as they are now. */
const findings: Readonly<Record<string, RegExp>> = {
  'methods of classes': method,
  'methods that constructors give': given,
  'gifts of methods': gift,
  'questions of kind': question,
  kinds: kind,
  members: member,
  comments: comment,
  sentences: sentence,
};

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

export function leanThree(): Plugin {
  const source = fileURLToPath(import.meta.resolve('three/src/Three.js'));
  const folder = source.slice(0, -'Three.js'.length).replaceAll('\\', '/');
  const nameOf = (id: string) => (id.startsWith(folder) ? id.slice(folder.length) : '');
  const idled = (code: string) =>
    code
      .replace(idleFunction, '\n$1function $2() {}\n')
      .replace(
        shortenedFunction,
        (_, tabs: string, own: string) => `\n${tabs}function ${own}${shortened[own]}\n`,
      )
      .replace(brieferMethod, (_, tab: string, own: string) => `\n${tab}${own}${briefer[own]}\n`);
  const read = (name: string) => replaced[name] ?? idled(readFileSync(folder + name, 'utf8'));
  const missed = new Set([
    ...Object.keys(replaced),
    ...idle,
    ...Object.keys(shortened),
    ...Object.keys(briefer),
    ...Object.keys(findings),
  ]);
  let needs: { readonly wanted: Names; readonly kinds: Kinds } | null = null;
  /** What the stage imports decides which modules there are, and those which of their methods and of whose kinds. */
  const neededByStage = () => {
    const stage = textOf(fileURLToPath(new URL('../../src/view3d', import.meta.url)));
    const imported = [...stage.matchAll(/import (?:type )?\{([^}]*)\} from 'three';/g)].flatMap(
      ([, names = '']) => names.split(',').map((name) => name.replace(/ as .*/s, '').trim()),
    );
    const exports = read('Three.js') + read('Three.Core.js');
    const entries = imported.flatMap((name) => {
      const found = new RegExp(`export \\{[^}]*\\b${name}\\b[^}]*\\} from '\\./([^']+)'`).exec(exports);
      return found?.[1] ?? [];
    });
    const modules = [...modulesFrom(entries, read).values()];
    for (const [name, finding] of Object.entries(findings)) {
      if (modules.some((code) => code.search(finding) >= 0)) missed.delete(name);
    }
    const isRaw = imported.every((name) => !name.endsWith('Material') || name === 'RawShaderMaterial');
    const kinds: Kinds = {
      some: new Set(
        [...modules, stage].flatMap((code) => [...code.matchAll(kind)].map(([, name = '']) => name)),
      ),
      all: new Set(isRaw ? ['isShaderMaterial', 'isRawShaderMaterial'] : []),
    };
    return { kinds, wanted: wantedNames(modules, stage, kinds) };
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
      needs ??= neededByStage();
      for (const pattern of [idleFunction, shortenedFunction, brieferMethod])
        for (const [, , own = ''] of code.matchAll(pattern)) missed.delete(own);
      return { code: trimmed(idled(code), needs.wanted, needs.kinds), map: { mappings: '' } };
    },
    buildEnd(error) {
      if (error || missed.size === 0 || ![...this.getModuleIds()].some((id) => id.startsWith(folder))) return;
      this.error(`three no longer has ${[...missed].join(', ')}: see tests/tools/lean-three.ts.`);
    },
  };
}
