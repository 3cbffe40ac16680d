import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { isOpen } from '../../src/app/asking.ts';
import { type Ask, type AskKind, askKinds, hasGoal, hasStep, isOfOneRun } from '../../src/core/ask/ask.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { readFragment, writeFragment } from '../../src/core/scene/url.ts';
import { openAskDialog } from '../../src/panels/ask/dialog.ts';
import { ask as text } from '../../src/text/en/ask.ts';
import { boothAt, boothWalk, lengthOfWay, type Point } from '../tools/booth.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button, choose, fill, named } from './support/user.ts';

const START: Point = [-7, 6];
const RATES = [0.02, 0.09] as const;
const SCENE = `loss=booth&start=${START.join(',')}&opt=sgd(lr:${RATES[0]})&opt=sgd(lr:${RATES[1]})&opt=sgd(lr:0.12)&steps=40`;
/** Of the second run. */
const [STEP, GOAL] = [12, 2] as const;
const way = boothWalk(START, STEP, RATES[1]);
const losses = boothWalk(START, 40, RATES[1]).map(boothAt);
const place = (at: Point) => `(${at.map((value) => formatNumber(value, 3)).join(', ')})`;
const by: Point = [way[1]![0] - START[0], way[1]![1] - START[1]];

/** What is said of each, worked out by hand: the Hessian is 10 on and 8 beside the diagonal, its eigenvalues 18 and 2. */
const answers: Readonly<Record<AskKind, string>> = {
  end: place(way.at(-1)!),
  path: `${formatNumber(lengthOfWay(way), 3)} long, to ${place(way.at(-1)!)}`,
  arrow: `${place(by)}, ${formatNumber(Math.hypot(...by), 3)} long`,
  minimum: place([1, 3]),
  lowest: 'SGD lr 0.09',
  first: 'SGD lr 0.09',
  diverges: 'SGD lr 0.12',
  loss: formatNumber(losses[STEP]!, 4),
  steps: String(losses.findIndex((loss) => loss <= GOAL)),
  length: formatNumber(Math.hypot(...by), 4),
  stable: formatNumber(2 / 18, 4),
  reach: formatNumber(Math.min(...losses.slice(0, STEP + 1)), 4),
};

afterEach(() => document.body.replaceChildren());

test.each(askKinds)(
  '%s is made in the dialog, which says the answer, and is then asked and in the link',
  (kind) => {
    HTMLDialogElement.prototype.showModal ??= () => {};
    const { scene } = readFragment(SCENE);
    const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
    app.setResolution(17);
    openAskDialog(document.body, app);
    const dialog = document.querySelector('dialog')!;
    const change = (select: HTMLSelectElement, value: string) => {
      choose(select, value);
      select.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const { dialog: words } = text;
    change(named<HTMLSelectElement>(dialog, 'select', words.kind), kind);
    const field = (name: string) => named<HTMLInputElement>(dialog, 'input, textarea', name);
    const isShown = (element: Element) => !element.closest('[hidden]');
    const run = named<HTMLSelectElement>(dialog, 'select', words.run);
    expect([isShown(run), isShown(field(words.step)), isShown(field(words.goal))]).toEqual([
      isOfOneRun(kind),
      hasStep(kind),
      hasGoal(kind),
    ]);
    if (isOfOneRun(kind)) change(run, '1');
    if (hasStep(kind)) fill(field(words.step), kind === 'steps' || kind === 'first' ? '40' : String(STEP));
    if (hasGoal(kind)) fill(field(words.goal), String(GOAL));
    fill(field(words.explanation), 'Because of $\\eta$.');
    const said = dialog.querySelector('.ask-said')?.textContent?.replaceAll('−', '-');
    expect(said).toBe(words.answer(answers[kind]).replaceAll('−', '-'));
    button(dialog, words.take).click();

    const asked: Partial<Ask> = {
      kind,
      explanation: 'Because of $\\eta$.',
      ...(isOfOneRun(kind) && { run: 1 }),
      ...(hasGoal(kind) && { goal: GOAL }),
    };
    expect(app.state.scene.ask).toMatchObject(asked);
    expect(isOpen(app.state)).toBe(kind !== 'reach');
    const link = writeFragment(app.state.scene, app.state.playhead);
    expect(readFragment(link).scene.ask).toEqual(app.state.scene.ask);
    app.dispose();
  },
);
