import { afterEach, expect, test } from 'vitest';
import { readFragment } from '../../src/core/scene/url.ts';
import { meetTerms } from '../../src/entries/meet-terms.ts';
import { course } from '../../src/lessons/course/index.ts';
import { createTermSign } from '../../src/lessons/glossary/cards.ts';
import { findTerm } from '../../src/lessons/glossary/find-term.ts';
import { terms } from '../../src/lessons/glossary/terms.ts';
import { glossary as text } from '../../src/text/en/glossary.ts';
import { step } from '../../src/text/en/step.ts';
import { html } from '../../src/ui/dom.ts';
import { openControls } from './support/controls.ts';
import '../../src/app/all-rules.ts';

afterEach(() => document.body.replaceChildren());

const pieces = { course, setTex: (tex: string) => html('span', {}, tex) };
const sign = () => document.querySelector<HTMLAnchorElement>('.term-sign');

test('a control leads to the term that it is called by, and only then', () => {
  const scene = 'loss=bowl&opt=adam(lr:0.1)&opt=momentum(momentum:0.5)&opt=rmsprop&noise=1';
  const { container, close } = openControls(readFragment(scene).scene);
  const { offer } = createTermSign(container, pieces);
  const found: Record<string, string | undefined> = {};
  for (const row of container.querySelectorAll('.lil-controller')) {
    offer(row);
    expect(sign() === null || sign()!.parentElement === row).toBe(true);
    const label = row.querySelector('.lil-name')?.firstChild?.textContent ?? '';
    found[label] = sign()?.getAttribute('href')?.replace('?glossary#', '');
  }
  expect(found).toMatchObject({
    Surface: 'loss-surface',
    'Gradient noise': 'noise',
    Seed: 'seed',
    'Learning rate': 'learning-rate',
    'First-moment decay': 'decay-rate',
    Epsilon: 'epsilon',
    Schedule: 'schedule',
    'Weight decay': 'weight-decay',
    'Clip by norm': 'clipping',
    Momentum: 'momentum',
    Nesterov: 'nesterov',
    'Number of steps': 'step',
    Minima: 'minimum',
    Eigenvectors: 'eigenvector',
    'Gradient flow': 'gradient-flow',
    // A way to see, and no plane in the space of parameters.
    Projection: undefined,
    Theme: undefined,
  });
  close();
});

test('a line of an equation leads to what it computes', () => {
  const { gradient, velocity, firstMoment, correctedSecondMoment, scaling, rate, scalar } = step.parts;
  expect(
    [gradient, velocity, firstMoment, correctedSecondMoment, scaling, rate, scalar].map(findTerm),
  ).toEqual([
    'gradient',
    'velocity',
    'first-moment',
    'bias-correction',
    'adaptive-rate',
    'learning-rate',
    null,
  ]);
});

test('a row that has the focus offers a card of its term: a sentence, a formula, a scene and a lesson', async () => {
  const { offerTerm } = await import('../../src/entries/terms.ts');
  let isShown = false;
  HTMLElement.prototype.showPopover = () => void (isShown = true);
  const row = html('li', { class: 'equation-line', title: step.parts.velocity, tabindex: 0 });
  const other = html('li', { class: 'equation-line', title: step.parts.gradient, tabindex: 0 });
  document.body.append(html('p', {}, 'f'), html('ol', {}, row, other));
  meetTerms(document.body);
  const send = (to: Element, type: string) => to.dispatchEvent(new Event(type, { bubbles: true }));
  send(document.querySelector('p')!, 'pointerover');
  send(row, 'focusin');
  await expect.poll(() => sign()?.parentElement).toBe(row);
  expect(sign()!.getAttribute('aria-label')).toBe(text.open(text.terms.velocity.name));
  sign()!.click();
  expect(isShown).toBe(true);
  const card = document.querySelector('.term-card')!;
  for (const said of [text.terms.velocity.name, text.terms.velocity.says, terms.velocity.tex])
    expect(card.textContent).toContain(said);
  expect([...card.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    expect.stringContaining(`#${terms.velocity.scene}`),
    '?lesson=momentum',
    '?glossary#velocity',
  ]);
  // While the button has the focus a pointer that passes takes it away from nobody; the focus takes it along.
  sign()!.focus();
  offerTerm(other, 'pointerover');
  expect(sign()!.parentElement).toBe(row);
  send(other, 'focusin');
  await expect.poll(() => sign()?.parentElement).toBe(other);
});
