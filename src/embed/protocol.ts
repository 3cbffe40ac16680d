import type { EventName, MethodName, Params } from './api.ts';

/** What a parameter must be. */
export interface ParamCheck<T> {
  /** In words, after "must be". */
  readonly form: string;
  readonly optional: boolean;
  accepts(value: unknown): value is T;
}

/** The check of a parameter: one that may be left out has to say so. */
type CheckOf<P, K extends keyof P> = ParamCheck<Exclude<P[K], undefined>> & {
  readonly optional: Record<never, never> extends Pick<P, K> ? true : false;
};

export type Checks = {
  readonly [M in MethodName]: { readonly [K in keyof Params<M>]-?: CheckOf<Params<M>, K> };
};

/** The longest text that is looked at, in UTF-16 units: a link's fragment is far shorter. */
const MAX_TEXT = 100_000;

function check<T>(
  form: string,
  accepts: (value: unknown) => value is T,
): ParamCheck<T> & { optional: false } {
  return { form, optional: false, accepts };
}

function optional<T>(required: ParamCheck<T>): ParamCheck<T> & { optional: true } {
  return { ...required, optional: true };
}

function oneOf<const T extends string>(values: readonly T[]): ParamCheck<T> & { optional: false } {
  const isOne = (value: unknown): value is T => values.some((known) => known === value);
  return check(values.map((value) => `"${value}"`).join(' or '), isOne);
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT;

function within(min: number, max: number): ParamCheck<number> & { optional: false } {
  return check(
    `a number from ${min} to ${max}`,
    (value): value is number => isNumber(value) && value >= min && value <= max,
  );
}

/** A step is clamped to those that the scene has; it only has to be a number. */
const step = check('a finite number', isNumber);
const side = within(1, 4096);

export const eventNames = [
  'ready',
  'step',
  'change',
  'height',
  'key',
  'answer',
  'problem',
] as const satisfies EventName[];
const isEventName = (value: unknown): value is EventName => eventNames.some((name) => name === value);

/** Every method with the checks of its parameters. The compiler holds it complete and equal to `Methods`. */
export const methods: Checks = {
  getScene: {},
  setScene: {
    scene: check(
      'a scene document or a fragment',
      (value): value is object | string => isText(value) || (typeof value === 'object' && value !== null),
    ),
  },
  patch: {
    path: check(
      'a path such as "optimizers.0.lr"',
      (value): value is string => isText(value) && value.length <= 200,
    ),
    value: check('a value', (value): value is unknown => value !== undefined),
  },
  play: { from: optional(step), to: optional(step), speed: optional(within(1, 1000)) },
  pause: {},
  seek: { step },
  step: { by: step },
  getState: {},
  getRun: {
    optimizer: check(
      'the place or the id of an optimizer that is on',
      (value): value is number | string => isNumber(value) || isText(value),
    ),
  },
  snapshot: {
    width: optional(side),
    height: optional(side),
    type: optional(oneOf(['image/png', 'image/jpeg', 'image/webp'])),
  },
  setTheme: { theme: oneOf(['light', 'dark', 'auto']) },
  subscribe: {
    events: check(
      `a list of ${eventNames.join(', ')}`,
      (value): value is readonly EventName[] =>
        Array.isArray(value) && value.length <= eventNames.length && value.every(isEventName),
    ),
  },
};

export const methodNames = Object.keys(methods) as readonly MethodName[];

/** What is wrong with the parameters of a method, or null. Members that it does not know are not looked at. */
export function wrongParams(method: MethodName, params: object): string | null {
  for (const [name, parameter] of Object.entries<ParamCheck<unknown>>(methods[method])) {
    const value: unknown = Object.hasOwn(params, name) ? Reflect.get(params, name) : undefined;
    if (value === undefined && parameter.optional) continue;
    if (!parameter.accepts(value)) return `${name} must be ${parameter.form}.`;
  }
  return null;
}
