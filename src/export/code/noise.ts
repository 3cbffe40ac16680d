import type { NoiseKind, NoiseScaling } from '../../core/math/noise.ts';
import { GRADIENT_NOISE, RULE_NOISE, streamOf } from '../../core/math/random.ts';
import type { Dialect } from './dialect.ts';
import { pythonFloat } from './python.ts';

export interface ScriptNoise {
  readonly noise: number;
  readonly noiseKind: NoiseKind;
  readonly noiseScaling: NoiseScaling;
  readonly seed: number;
}

/** Constants of a script in which something is drawn. */
export function noiseConstants({ noise, seed, noiseScaling }: ScriptNoise, isDrawing: boolean): string[] {
  if (noise === 0) return isDrawing ? [`SEED = ${seed}`] : [];
  const meaning = noiseScaling === 'constant' ? 'of each component' : "as a share of the gradient's length";
  return [`NOISE = ${pythonFloat(noise)}  # standard deviation, ${meaning}`, `SEED = ${seed}`];
}

/** The function of what a rule draws itself. */
export const DRAWN = 'drawn';

/**
 * The generator, `noise(step, g)` where there is noise, and `drawn(step)` where a rule draws: the draws of the page, a function
 * of the seed and the step alone.
 */
export function noiseFunctions(
  scene: ScriptNoise,
  dialect: Dialect,
  isDrawing: boolean,
): (readonly string[])[] {
  const hasNoise = scene.noise > 0;
  if (!hasNoise && !isDrawing) return [];
  return [
    philox,
    normals(dialect.dimension, isDrawing),
    ...(hasNoise ? [noise(scene, dialect)] : []),
    ...(isDrawing ? [drawn(dialect)] : []),
  ];
}

const stream = (name: string) => `0x${streamOf(name).toString(16).toUpperCase()}`;

const philox: readonly string[] = [
  'def philox(counter, key):',
  '    """Philox4x32-10 (J. K. Salmon et al., 2011): four random words from a counter and a key."""',
  '    (a, b, c, d), (k, l), mask = counter, key, 0xFFFFFFFF',
  '    for _ in range(10):',
  '        u, v = 0xD2511F53*a, 0xCD9E8D57*c',
  '        a, b, c, d = (v >> 32) ^ b ^ k, v & mask, (u >> 32) ^ d ^ l, u & mask',
  '        k, l = (k + 0x9E3779B9) & mask, (l + 0xBB67AE85) & mask',
  '    return a, b, c, d',
];

const normals = (n: number, isDrawing: boolean): readonly string[] => [
  `def normals(step, count${isDrawing ? `, stream=${stream(GRADIENT_NOISE)}` : ''}):`,
  '    """Standard normal deviates of a step (G. E. P. Box, M. E. Muller, 1958)."""',
  '    out = []',
  `    for pair in range(${n > 2 ? '(count + 1)//2' : 'count//2'}):`,
  `        a, b, c, d = philox((step, pair, ${isDrawing ? 'stream' : stream(GRADIENT_NOISE)}, 0), (SEED, 0))`,
  '        radius = math.sqrt(-2*math.log((a*2**21 + (b >> 11) + 1)*2**-53))',
  '        angle = 2*math.pi*((c*2**21 + (d >> 11))*2**-53)',
  '        out += [radius*math.cos(angle), radius*math.sin(angle)]',
  n > 2 ? '    return out[:count]' : '    return out',
];

function drawn({ id, dimension: n }: Dialect): readonly string[] {
  const draws = `normals(step, ${n === 1 ? 2 : n}, ${stream(RULE_NOISE)})${n === 1 ? '[:1]' : ''}`;
  return [
    `def ${DRAWN}(step):`,
    '    """What a rule draws itself at a step: a standard normal for each parameter."""',
    `    return ${id === 'numpy' ? 'np.array' : 'torch.tensor'}(${draws})`,
  ];
}

function noise({ noiseKind, noiseScaling }: ScriptNoise, dialect: Dialect): readonly string[] {
  const vector = dialect.id === 'numpy' ? 'np.array' : 'torch.tensor';
  const { dimension: n, module } = dialect;
  const curve = n === 1;
  const length = n > 2 ? 'np.linalg.norm(g)' : curve ? 'abs(g[0])' : `${module}.sqrt(g[0]**2 + g[1]**2)`;
  const scale = noiseScaling === 'constant' ? 'NOISE' : `NOISE*${length}`;
  const meaning =
    noiseKind === 'gaussian'
      ? 'The noise on the gradient at a step: Gaussian.'
      : "The noise on the gradient at a step: Student's t with 3 degrees of freedom, scaled to variance 1.";
  const draws =
    noiseKind === 'gaussian'
      ? [curve ? '    z = normals(step, 2)[:1]' : `    z = normals(step, ${n})`]
      : [
          n > 2
            ? `    four = np.reshape(normals(step, ${4 * n}), (-1, 4))`
            : `    four = [normals(step, 8)[i:i + 4] for i in ${curve ? '(0,)' : '(0, 4)'}]`,
          '    z = [a/math.sqrt(b*b + c*c + d*d) for a, b, c, d in four]',
        ];
  return ['def noise(step, g):', `    """${meaning}"""`, ...draws, `    return ${scale}*${vector}(z)`];
}
