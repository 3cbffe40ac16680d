/**
 * The functions of the formula language in GLSL ES 3.00, to a few units in the last place of a float. What a driver calls
 * `sin`, `exp` or `pow` may be off by thousands of them, so only square root, absolute value, sign, floor, ceiling and
 * extrema are its own.
 *
 * Beyond 30,000 sine, cosine and tangent are those of a number as far from theirs as the next float.
 *
 * The polynomials are S. L. Moshier's for single precision, Cephes 2.2 (1992), https://www.netlib.org/cephes/. None of
 * them rests on (a + b) - a being b rounded, which drivers may simplify. Numbers below 1.2e-38 may be 0, and where
 * a function is undefined its value is no number only as far as a driver knows any such.
 */
interface Source {
  readonly needs?: readonly string[];
  readonly text: string;
}

const INFINITY = 'uintBitsToFloat(0x7f800000u)';
const UNDEFINED = 'uintBitsToFloat(0x7fc00000u)';

/** c0 x^n + ... + cn. */
function polynomial(x: string, [first, ...rest]: readonly number[]): string {
  return rest.reduce(
    (sum, c) => `(${sum} * ${x} ${c < 0 ? '-' : '+'} ${decimal(Math.abs(c))})`,
    decimal(first!),
  );
}

/** x + x^3 (c0 z^n + ... + cn) of z = x^2: a function that turns with the sign of x, near 0. */
function odd(x: string, coefficients: readonly number[]): string {
  return `${polynomial('z', coefficients)} * z * ${x} + ${x}`;
}

/** A finite number as a literal of a float. */
function decimal(value: number): string {
  const text = String(Number(Math.fround(value).toPrecision(9)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const sources: Readonly<Record<string, Source>> = {
  /** e^x 2^k of a whole k. */
  scaledExp: {
    text: `float scaledExp(float x, float k) {
  float n = floor(x * 1.44269504 + 0.5);
  if (n + k > 128.0) return ${INFINITY};
  if (n + k < -150.0) return 0.0;
  float r = (x - n * 0.693359375) + n * 2.12194440e-4;
  float p = ${polynomial('r', [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1])};
  int e = int(n + k);
  int first = e >> 1;
  return (1.0 + (r + p * r * r)) * intBitsToFloat((first + 127) << 23) * intBitsToFloat((e - first + 127) << 23);
}`,
  },
  /** log(1 + x) for x between sqrt(1/2) - 1 and sqrt(2) - 1. */
  logBeside: {
    text: `float logBeside(float x) {
  float p = ${polynomial('x', [7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1])};
  return x + (p * x - 0.5) * x * x;
}`,
  },
  /** Of a positive number f 2^e: f - 1, with f between the roots of 1/2 and 2, and e. */
  parted: {
    text: `vec2 parted(float x) {
  int bits = floatBitsToInt(x);
  int e = (bits - 0x3f3504f3) >> 23;
  return vec2(intBitsToFloat(bits - (e << 23)) - 1.0, float(e));
}`,
  },
  /** sin x and cos x. */
  circle: {
    text: `vec2 circle(float x) {
  float n = floor(x * 0.636619772 + 0.5);
  float r = ((x - n * 1.5703125) - n * 4.837512969970703e-4) - n * 7.549789954891882e-8;
  r = clamp(r, -0.8, 0.8);
  float z = r * r;
  float s = ${odd('r', [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1])};
  float c = ${polynomial('z', [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2])} * z * z - 0.5 * z + 1.0;
  float q = n - 4.0 * floor(n * 0.25);
  vec2 turned = q == 1.0 || q == 3.0 ? vec2(c, s) : vec2(s, c);
  return vec2(q >= 2.0 ? -turned.x : turned.x, q == 1.0 || q == 2.0 ? -turned.y : turned.y);
}`,
  },
  /** The angle whose tangent is x, for x from 0 to 1. */
  smallAngle: {
    text: `float smallAngle(float x) {
  float y = x > 0.414213562 ? (x - 1.0) / (x + 1.0) : x;
  float z = y * y;
  float a = ${odd('y', [8.05374449538e-2, -1.38776856032e-1, 1.99777106478e-1, -3.33329491539e-1])};
  return x > 0.414213562 ? 0.785398163 + a : a;
}`,
  },
  /** The angle whose sine is x, for x from 0 to 1/2. */
  smallArc: {
    text: `float smallArc(float x) {
  float z = x * x;
  return ${odd('x', [4.2163199048e-2, 2.4181311049e-2, 4.5470025998e-2, 7.4953002686e-2, 1.6666752422e-1])};
}`,
  },
  /** e^(-c x^2), with the square's rounding kept. */
  bell: {
    needs: ['scaledExp'],
    text: `float bell(float x, float c) {
  float high = uintBitsToFloat(floatBitsToUint(x) & 0xfffff000u);
  return scaledExp(-c * high * high, 0.0) * scaledExp(-c * (x - high) * (x + high), 0.0);
}`,
  },
  /** (1 - erf x) e^(x^2) for x from 1. */
  tail: {
    text: `float tail(float x) {
  float q = 1.0 / x;
  float y = q * q;
  float p = x < 2.0
    ? ${polynomial('y', [2.326819970068386e-2, -1.387039388740657e-1, 3.687424674597105e-1, -5.824733027278666e-1, 6.210004621745983e-1, -4.944515323274145e-1, 3.404879937665872e-1, -2.741127028184656e-1, 5.638259427386472e-1])}
    : ${polynomial('y', [-1.047766399936249e1, 1.297719955372516e1, -7.495518717768503, 2.921019019210786, -1.0152652792027, 4.218463358204948e-1, -2.820767439740514e-1, 5.641895067754075e-1])};
  return q * p;
}`,
  },
  /** erf x for x between -1 and 1. */
  smallErf: {
    text: `float smallErf(float x) {
  float z = x * x;
  return x * ${polynomial('z', [7.853861353153693e-5, -8.010193625184903e-4, 5.188327685732524e-3, -2.685381193529856e-2, 1.128358514861418e-1, -3.7612625824233e-1, 1.12837916672671])};
}`,
  },
  f_sin: { needs: ['circle'], text: 'float f_sin(float x) { return circle(x).x; }' },
  f_cos: { needs: ['circle'], text: 'float f_cos(float x) { return circle(x).y; }' },
  f_tan: { needs: ['circle'], text: 'float f_tan(float x) { vec2 at = circle(x); return at.x / at.y; }' },
  f_asin: {
    needs: ['smallArc'],
    text: `float f_asin(float x) {
  float a = abs(x);
  if (a > 1.0) return ${UNDEFINED};
  float y = a > 0.5 ? 1.57079633 - 2.0 * smallArc(sqrt(0.5 * (1.0 - a))) : smallArc(a);
  return x < 0.0 ? -y : y;
}`,
  },
  f_acos: {
    needs: ['smallArc'],
    text: `float f_acos(float x) {
  float a = abs(x);
  if (a > 1.0) return ${UNDEFINED};
  if (a <= 0.5) return 1.57079633 - (x < 0.0 ? -smallArc(a) : smallArc(a));
  float y = 2.0 * smallArc(sqrt(0.5 * (1.0 - a)));
  return x < 0.0 ? 3.14159265 - y : y;
}`,
  },
  f_atan: {
    needs: ['smallAngle'],
    text: `float f_atan(float x) {
  float a = abs(x);
  float y = a > 1.0 ? 1.57079633 - smallAngle(1.0 / a) : smallAngle(a);
  return x < 0.0 ? -y : y;
}`,
  },
  f_atan2: {
    needs: ['smallAngle'],
    text: `float f_atan2(float y, float x) {
  float a = abs(x);
  float b = abs(y);
  float angle = a == 0.0 && b == 0.0 ? 0.0 : b > a ? 1.57079633 - smallAngle(a / b) : smallAngle(b / a);
  if (floatBitsToInt(x) < 0) angle = 3.14159265 - angle;
  return floatBitsToInt(y) < 0 ? -angle : angle;
}`,
  },
  f_sinh: {
    needs: ['scaledExp'],
    text: `float f_sinh(float x) {
  float a = abs(x);
  float z = x * x;
  if (a < 1.0) return ${odd('x', [2.03721912945e-4, 8.33028376239e-3, 1.66667160211e-1])};
  float e = scaledExp(a, -1.0);
  return x < 0.0 ? 0.25 / e - e : e - 0.25 / e;
}`,
  },
  f_cosh: {
    needs: ['scaledExp'],
    text: `float f_cosh(float x) {
  float e = scaledExp(abs(x), -1.0);
  return e + 0.25 / e;
}`,
  },
  f_tanh: {
    needs: ['scaledExp'],
    text: `float f_tanh(float x) {
  float a = abs(x);
  float z = x * x;
  if (a < 0.625) return ${odd('x', [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1])};
  float y = 1.0 - 2.0 / (scaledExp(2.0 * a, 0.0) + 1.0);
  return x < 0.0 ? -y : y;
}`,
  },
  f_exp: { needs: ['scaledExp'], text: 'float f_exp(float x) { return scaledExp(x, 0.0); }' },
  f_log: {
    needs: ['parted', 'logBeside'],
    text: `float f_log(float x) {
  if (!(x > 0.0)) return x == 0.0 ? -${INFINITY} : ${UNDEFINED};
  if (x > 3.4028e38) return x;
  vec2 parts = parted(x);
  return (logBeside(parts.x) - parts.y * 2.12194440e-4) + parts.y * 0.693359375;
}`,
  },
  f_log10: { needs: ['f_log'], text: 'float f_log10(float x) { return f_log(x) * 0.434294482; }' },
  f_log2: { needs: ['f_log'], text: 'float f_log2(float x) { return f_log(x) * 1.44269504; }' },
  f_cbrt: {
    text: `float f_cbrt(float x) {
  float a = abs(x);
  if (a == 0.0) return x;
  float y = uintBitsToFloat(floatBitsToUint(a) / 3u + 709921077u);
  for (int k = 0; k < 3; k++) y -= (y - a / (y * y)) / 3.0;
  return x < 0.0 ? -y : y;
}`,
  },
  f_softplus: {
    needs: ['scaledExp', 'logBeside', 'f_log'],
    text: `float f_softplus(float x) {
  float e = scaledExp(-abs(x), 0.0);
  return max(x, 0.0) + (e < 0.414 ? logBeside(e) : f_log(1.0 + e));
}`,
  },
  f_pow: {
    needs: ['parted', 'logBeside', 'scaledExp'],
    text: `float f_pow(float x, float y) {
  if (y == 0.0) return 1.0;
  bool isWhole = floor(y) == y;
  bool isOdd = isWhole && floor(0.5 * y) != 0.5 * y;
  if (x < 0.0 && !isWhole) return ${UNDEFINED};
  if (x == 0.0) return y > 0.0 ? 0.0 : ${INFINITY};
  vec2 parts = parted(abs(x));
  float bits = y * parts.y;
  float whole = clamp(floor(bits + 0.5), -1e4, 1e4);
  float z = scaledExp(y * logBeside(parts.x) + (bits - whole) * 0.693147181, whole);
  return x < 0.0 && isOdd ? -z : z;
}`,
  },
  f_sigmoid: {
    needs: ['scaledExp'],
    text: `float f_sigmoid(float x) {
  float e = scaledExp(-abs(x), 0.0);
  return (x < 0.0 ? e : 1.0) / (1.0 + e);
}`,
  },
  f_erf: {
    needs: ['smallErf', 'tail', 'bell'],
    text: `float f_erf(float x) {
  float a = abs(x);
  if (a < 1.0) return smallErf(x);
  float y = a > 5.0 ? 1.0 : 1.0 - tail(a) * bell(a, 1.0);
  return x < 0.0 ? -y : y;
}`,
  },
  f_normcdf: {
    needs: ['smallErf', 'tail', 'bell'],
    text: `float f_normcdf(float x) {
  float a = abs(x);
  float u = 0.707106781 * a;
  if (u < 1.0) return 0.5 + 0.5 * smallErf(x < 0.0 ? -u : u);
  float y = a > 20.0 ? 0.0 : 0.5 * tail(u) * bell(a, 0.5);
  return x < 0.0 ? y : 1.0 - y;
}`,
  },
};

/** Those that are the language's own. */
const own: ReadonlySet<string> = new Set(['sqrt', 'abs', 'floor', 'ceil', 'sign', 'min', 'max']);

/** The call of a function of the formula language. Where it is not one of GLSL, its name is added to `used`. */
export function glslCall(name: string, args: readonly string[], used: Set<string>): string {
  if (own.has(name)) return `${name}(${args.join(', ')})`;
  if (name === 'relu') return `max(${args[0]!}, 0.0)`;
  used.add(`f_${name}`);
  return `f_${name}(${args.join(', ')})`;
}

/** The text of these functions and all that they call, each before what calls it. */
export function glslSource(used: Iterable<string>): string {
  const texts = new Map<string, string>();
  const add = (name: string): void => {
    const source = sources[name];
    if (!source) throw new Error(`no function ${name} in GLSL`);
    source.needs?.forEach(add);
    texts.set(name, source.text);
  };
  for (const name of used) add(name);
  return [...texts.values()].join('\n');
}

/** Any number as a float. */
export function glslNumber(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return UNDEFINED;
  const size = Number.isFinite(single) ? decimal(Math.abs(single)) : INFINITY;
  return single < 0 || Object.is(single, -0) ? `(-${size})` : size;
}
