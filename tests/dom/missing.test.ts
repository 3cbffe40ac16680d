import { expect, test } from 'vitest';
import type { Frame } from '../../src/app/state.ts';
import { defaultScene } from '../../src/core/scene/defaults.ts';
import { createMissing } from '../../src/panels/models/missing.ts';
import { html } from '../../src/ui/dom.ts';

test('panels without a meaning of models are empty while there is one, also of what comes late, and whole again after', () => {
  const [first, late] = [html('p', {}, 'chart'), html('p', {}, 'late')];
  const [body, other] = [html('div', {}, first), html('div', {})];
  const root = html('div', {}, body, other);
  document.body.append(root);
  const missing = createMissing(root, [body, other]);
  const draw = (isModel: boolean) => {
    const scene = { ...defaultScene(), model: isModel ? { id: 'xor', options: {} } : null };
    missing.draw({ state: { scene } } as Frame);
  };
  draw(true);
  other.append(late);
  draw(true);
  expect([body, other].map((each) => each.childElementCount)).toEqual([0, 0]);
  // What measures and reads its style goes on.
  expect([first, late].every(({ isConnected }) => isConnected)).toBe(true);
  expect(root.dataset['model']).toBe('xor');
  draw(false);
  expect([first.parentElement, late.parentElement]).toEqual([body, other]);
  expect(root.children).toHaveLength(2);
  missing.dispose();
  root.remove();
});
