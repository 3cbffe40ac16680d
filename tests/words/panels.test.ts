import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { openGallery } from '../../src/charts/gallery/dialog.ts';
import { openSigns } from '../../src/charts/signs/dialog.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import { optimizers } from '../../src/core/optimizers/all.ts';
import { models } from '../../src/core/models/registry.ts';
import { openModels } from '../../src/core/scene/models.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { firstPanels } from '../../src/entries/first-panels.ts';
import { latePanels } from '../../src/entries/late-panels.ts';
import { openAskDialog } from '../../src/panels/ask/dialog.ts';
import { createHelp } from '../../src/panels/help.ts';
import { createLegend } from '../../src/panels/legend.ts';
import { writeRule } from '../../src/panels/rule/editor.ts';
import { createTransport } from '../../src/panels/transport.ts';
import { models as words } from '../../src/text/en/models.ts';
import { createSlot } from '../../src/ui/panel.ts';
import { openControls } from '../dom/support/controls.ts';
import { manualClock } from '../unit/app/manual-clock.ts';

/** What is said is in the pseudo-language here: every letter has an accent. What has none does not come from `src/text`. */

const ATTRIBUTES = ['title', 'aria-label', 'aria-description', 'aria-roledescription', 'placeholder', 'alt'];

/** Formulas, and links. */
const NO_WORDS = '.katex, code, textarea, .formula';

/** Mathematics, and what stands on keys. */
const SAME_IN_ALL = new Set(['min', 'max', 'Home', 'End']);

function plainWords(text: string): string[] {
  const words = text.replaceAll(/\\\w+/g, ' ').match(/[A-Za-z]{3,}/g) ?? [];
  return words.filter((word) => !SAME_IN_ALL.has(word));
}

/** Every word without an accent that is seen or read out. */
function englishIn(root: Element): string[] {
  const found = new Set<string>();
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element.closest(NO_WORDS)) continue;
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE)
        plainWords(node.textContent ?? '').forEach((word) => found.add(word));
    }
    for (const name of ATTRIBUTES) {
      plainWords(element.getAttribute(name) ?? '').forEach((word) => found.add(word));
    }
  }
  return [...found];
}

const apps: ReturnType<typeof createApp>[] = [];
const appOn = (fragment: string) => {
  const clock = manualClock();
  const app = createApp({ scene: readFragment(fragment).scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  apps.push(app);
  return { app, clock };
};
afterEach(() => {
  for (const app of apps.splice(0)) app.dispose();
  document.body.replaceChildren();
});

const eight = Array.from({ length: Math.ceil(optimizers.length / 8) }, (_, i) =>
  optimizers.slice(8 * i, 8 * i + 8).map(({ id }) => id),
);

test.each(eight.map((ids) => ids.join(' ')))('controls of %s', (ids) => {
  const rules = ids.split(' ').map((id, i) => `opt=${id}${i === 0 ? ',schedule:cyclic' : ''}`);
  const controls = openControls(readFragment(`#loss=beale&noise=0.1&${rules.join('&')}`).scene);
  expect(englishIn(controls.container)).toEqual([]);
  controls.close();
});

test.each(models.map((model) => [model.id, model] as const))('the words of the model %s', (_, model) => {
  const { name, lesson, source, onOwn, options } = model;
  const said = [
    name,
    lesson,
    source,
    ...Object.values(onOwn ?? {}),
    ...options.map(({ meaning }) => meaning),
    ...options.flatMap((option) =>
      option.kind === 'choice' ? option.choices.map((value) => words.choice(option, value)) : [],
    ),
  ];
  expect(said.flatMap(plainWords)).toEqual([]);
});

test('gallery, signs, help, the question and the editor of rules', () => {
  const { app, clock } = appOn('#loss=beale&opt=adam&opt=yogi&step=5');
  clock.tick(16);
  openGallery(document.body, app);
  openSigns(document.body, app);
  openAskDialog(document.body, app);
  writeRule(app);
  document.body.append(createHelp(() => {}).element);
  expect(document.body.textContent?.length).toBeGreaterThan(1000);
  expect(englishIn(document.body)).toEqual([]);
});

test('legend and transport', () => {
  const { app, clock } = appOn('#loss=beale&opt=adam&opt=yogi&step=5');
  for (const view of [createLegend(app), createTransport(app)]) {
    document.body.append(view.element);
    app.mount(view);
  }
  clock.tick(16);
  expect(englishIn(document.body)).toEqual([]);
});

/** Those that are drawn on a canvas, of which this document has none, and the one that wants the page's comparison. */
const elsewhere: readonly string[] = ['map', 'chart', 'rates'];
const here = [...firstPanels, ...latePanels].filter(([id]) => !elsewhere.includes(id));

test.each(here)('the panel %s', (id, mount) => {
  const { app, clock } = appOn('#loss=beale&opt=adam&opt=sgd,lr:9&step=5');
  const { section, slot } = createSlot(id, '');
  document.body.append(section);
  for (const view of mount(slot, { app, reader: app, page: null })) app.mount(view);
  clock.tick(16);
  expect(englishIn(document.body)).toEqual([]);
});

/** Of a sentence about what was given, without what it quotes. */
const unquoted = (text: string) => text.replaceAll(/"[^"]*"/g, '');

test.each([
  ['#loss=bael', ['loss', 'custom', ...losses.flatMap(({ id }) => id.split('-'))]],
  ['#f=sen(x)', ['sin']],
  ['#f=x^^2', []],
  ['#f=x%E2%80%8E%2By', []],
  ['#steps=none&map=hills', ['steps']],
  ['#opt=adam,lr:none&domain=1', ['domain']],
  ['#opt=custom,rule:theta=theta-lr*', ['theta', 'gradient']],
  ['#model=spiral,units:none', ['units']],
])('what is said of %s', (fragment, ids) => {
  openModels();
  const { problems } = readFragment(fragment);
  expect(problems).not.toEqual([]);
  const words = plainWords(unquoted(problems[0]?.message ?? ''));
  expect(words.filter((word) => !ids.includes(word))).toEqual([]);
});
