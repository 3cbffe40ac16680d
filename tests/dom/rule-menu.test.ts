import { beforeEach, expect, test, vi } from 'vitest';
import { createRuleMenu } from '../../src/panels/gui/rule-menu.ts';

const add = vi.fn<(id: string) => void>();
let menu = createRuleMenu({ add, write() {}, close() {} });
const field = () => menu.element.querySelector('input')!;
const shown = () =>
  [...menu.element.querySelectorAll<HTMLElement>('li:not([hidden]) button')].map(
    (button) => button.textContent,
  );

function find(query: string): (string | null)[] {
  field().value = query;
  field().dispatchEvent(new Event('input'));
  return shown();
}

beforeEach(() => {
  add.mockClear();
  menu = createRuleMenu({ add, write() {}, close() {} });
  document.body.replaceChildren(menu.element);
});

/** What somebody types who has heard of an idea and not of a name, and a rule that has it. */
test.each([
  ['gradient descent', 'SGD'],
  ['Vanilla', 'SGD'],
  ['heavy ball', 'Momentum'],
  ['polyak', 'Momentum'],
  ['nag', 'Nesterov'],
  ['adaptive learning rate', 'Adam'],
  ['language models', 'AdamW'],
  ['warmup', 'RAdam'],
  ['no learning rate', 'Prodigy'],
  ['tuning-free', 'Prodigy'],
  ['schedule free', 'Schedule-Free SGD'],
  ['swa', 'ASGD'],
  ['flat minima', 'SAM'],
  ['hessian', 'Newton'],
  ['second-order', 'Sophia'],
  ['quasi-newton', 'L-BFGS'],
  ['line search', 'Backtracking'],
  ['without gradient', 'Nelder-Mead'],
  ['orthogonal', 'Muon'],
  ['conjugate gradient', 'Conjugate gradient'],
])('"%s" finds %s, and by far not all', (query, name) => {
  const all = shown().length;
  const found = find(query);
  expect(found).toContain(name);
  expect(found.length).toBeLessThan(all / 2);
});

test('what is found first is added by Enter; all are there again without words', () => {
  const all = shown();
  expect(find('gradient descent')[0]).toBe('SGD');
  field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(add.mock.calls).toEqual([['sgd']]);
  menu.enter();
  expect(shown()).toEqual(all);
});

test('what is a knob and no rule is said to be one', () => {
  expect(find('clipping')).toEqual([]);
  expect(menu.element.querySelector('[role=status]')!.textContent).toMatch(/Clipping, .*“More knobs”/);
});
