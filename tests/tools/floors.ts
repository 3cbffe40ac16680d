/**
 * The floors of the house, written once: who may import whom. The linter's configuration is made from this table with
 * `npm run floors`; a test holds the two equal.
 */

/** Rooms of `src/core`, and those that each may import beside itself. */
const core: Readonly<Record<string, readonly string[]>> = {
  words: [],
  math: [],
  expression: ['words', 'math'],
  losses: ['words', 'math', 'expression'],
  models: ['words', 'math', 'expression'],
  plane: ['words', 'math', 'expression'],
  optimizers: ['words', 'math', 'expression'],
  run: ['words', 'math', 'expression', 'losses', 'models', 'plane', 'optimizers'],
  geometry: ['words', 'math', 'expression', 'losses', 'models', 'plane', 'optimizers', 'run'],
  ask: ['words', 'math', 'run'],
  scene: ['words', 'math', 'expression', 'losses', 'models', 'plane', 'optimizers', 'run', 'ask'],
  claims: ['words', 'math', 'expression', 'losses', 'models', 'plane', 'optimizers', 'run', 'ask', 'scene'],
  talk: [
    'words',
    'math',
    'expression',
    'losses',
    'models',
    'plane',
    'optimizers',
    'run',
    'ask',
    'scene',
    'claims',
  ],
  lesson: [
    'words',
    'math',
    'expression',
    'losses',
    'models',
    'plane',
    'optimizers',
    'run',
    'ask',
    'scene',
    'claims',
  ],
};

/** Floors over the core, lowest first. Rooms of one floor don't import each other; each may import those below. */
const floors: readonly (readonly string[])[] = [
  ['workers'],
  ['app'],
  ['ui'],
  ['embed', 'present', 'lessons', 'export', 'view3d', 'charts', 'panels'],
  ['entries'],
];

/** Libraries that draw or write, and the rooms that may use each. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  three: ['view3d'],
  d3: ['charts'],
  'lil-gui': ['panels'],
  katex: ['panels', 'present', 'lessons'],
};

/** What anything above may import, and what itself knows none of it. */
const leaves = ['text', 'styles'];

/** What stands beside the page in the browser, and knows nothing of it. */
const apart = ['offline'];

/** What core/geometry may use of d3: functions, no selection. */
const shapes = ['d3-array', 'd3-scale', 'd3-contour', 'd3-color', 'd3-interpolate', 'd3-scale-chromatic'];

/** Globals that a pure core does without. */
const ambient = [
  'window',
  'document',
  'performance',
  'navigator',
  'location',
  'localStorage',
  'requestAnimationFrame',
  'setTimeout',
  'setInterval',
  'fetch',
  'Date',
  'crypto',
];

interface Pattern {
  readonly group: readonly string[];
  readonly message: string;
}

interface Override {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
}

const rooms = floors.flat();
const folders = (names: readonly string[]) => names.map((name) => `**/${name}/**`);

function forbidden(message: string, names: readonly string[]): Pattern[] {
  return names.length > 0 ? [{ group: folders(names), message }] : [];
}

function withoutLibraries(room: string, except: readonly string[] = []): Pattern[] {
  return Object.entries(libraries)
    .filter(([name, users]) => !users.includes(room) && !except.includes(name))
    .map(([name]) => ({
      group: name === 'd3' ? ['d3', 'd3-*'] : [name, `${name}/*`],
      message: `${name} is not for this folder.`,
    }));
}

const imports = (patterns: readonly Pattern[]) => ({
  'no-restricted-imports': ['error', { patterns }] as const,
});

function coreRoom(room: string, below: readonly string[]): Override {
  const above = Object.keys(core).filter((other) => other !== room && !below.includes(other));
  const takesShapes = room === 'geometry';
  return {
    files: [`src/core/${room}/**`],
    rules: {
      ...imports([
        ...forbidden(`imports run downward only: core/${room} does not know these.`, above),
        ...forbidden('core knows nothing above it.', [...rooms, ...leaves]),
        ...withoutLibraries(room, takesShapes ? ['d3'] : []),
        ...(takesShapes
          ? [
              {
                group: ['d3', 'd3-*', ...shapes.map((name) => `!${name}`)],
                message: "only d3's array, scale, contour and colour functions here.",
              },
            ]
          : []),
      ]),
      'no-restricted-globals': [
        'error',
        ...ambient.map((name) => ({
          name,
          message: 'core is pure: no DOM, clock or ambient randomness.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'randomness comes from the seeded generator.' },
      ],
    },
  };
}

function upperRoom(room: string, floor: number): Override {
  const beside = (floors[floor] ?? []).filter((other) => other !== room);
  return {
    files: [`src/${room}/**`],
    rules: {
      ...imports([
        ...forbidden('folders on one floor meet below it.', beside),
        ...forbidden('imports run downward only.', floors.slice(floor + 1).flat()),
        ...withoutLibraries(room),
      ]),
      // A worker's messages have no origin; an embed's have one.
      ...(room === 'workers' ? { 'unicorn/require-post-message-target-origin': 'off' } : {}),
      ...(room === 'embed' ? { 'unicorn/require-post-message-target-origin': 'error' } : {}),
    },
  };
}

/** The overrides of the linter's configuration that hold the floors. */
export function overridesOfFloors(): Override[] {
  return [
    ...Object.entries(core).map(([room, below]) => coreRoom(room, below)),
    ...floors.flatMap((floor, at) => floor.map((room) => upperRoom(room, at))),
    {
      files: leaves.map((room) => `src/${room}/**`),
      rules: imports([
        ...forbidden('text and styles know nothing above core.', rooms),
        ...withoutLibraries('text'),
      ]),
    },
    {
      files: apart.map((room) => `src/${room}/**`),
      rules: imports([{ group: ['../**'], message: 'what surrounds the page knows nothing of it.' }]),
    },
  ];
}

/** The folders of `src` that stand in the table. */
export const knownRooms: readonly string[] = [...rooms, ...leaves, ...apart, 'core'];
/** The folders of `src/core` that stand in the table. */
export const knownCoreRooms: readonly string[] = Object.keys(core);
