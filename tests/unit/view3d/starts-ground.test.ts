import { afterEach, expect, test, vi } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { startsOf } from '../../../src/app/starts/asked.ts';
import { keepStarts, startsMap } from '../../../src/app/starts/kept.ts';
import { mapBasins } from '../../../src/core/run/basins.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { losses } from '../../../src/core/losses/catalog.ts';
import { createOverlay } from '../../../src/view3d/overlays/starts.overlay.ts';
import { createSurfaceMesh } from '../../../src/view3d/surface-mesh.ts';
import { createUniforms } from '../../../src/view3d/uniforms.ts';
import { manualClock } from '../app/manual-clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('the map of before stays on the relief until the next one is there, in its place and not for long', () => {
  vi.useFakeTimers();
  const { scene } = readFragment('loss=mccormick&opt=momentum(lr:0.0104)&steps=5&overlays=starts');
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  let frames = 0;
  const overlay = createOverlay(createUniforms(), () => void frames++);
  const frame = () => ({ state: app.state, derived: app.derived });
  const shown = () => overlay.shows(frame());
  const keep = () => {
    const asked = startsOf(frame())!;
    const { domain, targets, steps, optimizer } = asked.request;
    const { loss } = losses.find(({ id }) => id === 'mccormick')!;
    const rule = { id: 'momentum', ...optimizer.values };
    const map = startsMap(
      asked,
      mapBasins({ loss, domain, targets, steps, optimizer: rule, width: 4, height: 4 }),
    );
    keepStarts(map);
    return map;
  };
  expect(shown()).toBeNull();
  const first = keep();
  expect(shown()).toBe(first);
  app.setValue(0, 'lr', 0.0105);
  expect(shown()).toBe(first);
  // A later change waits no longer.
  vi.advanceTimersByTime(200);
  app.setValue(0, 'lr', 0.0106);
  expect([shown(), frames]).toEqual([first, 0]);
  vi.advanceTimersByTime(100);
  expect([shown(), frames]).toEqual([null, 1]);
  const second = keep();
  expect(shown()).toBe(second);
  // What it is of lies elsewhere.
  app.setValue(0, 'lr', 0.0107);
  app.setDomain([-3, 3, -3, 3]);
  expect(shown()).toBeNull();
  for (const part of overlay.parts) part.dispose();
  vi.advanceTimersByTime(1000);
  expect(frames).toBe(1);
  app.dispose();
});

test('a ground that is shown again needs no new program', () => {
  const mesh = createSurfaceMesh(createUniforms());
  let gone = 0;
  const material = () => {
    const now = mesh.object.material;
    if (Array.isArray(now)) throw new Error('One material is looked for.');
    now.addEventListener('dispose', () => void gone++);
    return now;
  };
  const tints = material();
  const ground = { shader: 'vec3 groundAt(float height) { return vec3(height); }', uniforms: {} };
  mesh.setGround(ground);
  const own = material();
  expect(own).not.toBe(tints);
  mesh.setGround(null);
  expect(mesh.object.material).toBe(tints);
  mesh.setGround(ground);
  expect([mesh.object.material === own, gone]).toEqual([true, 0]);
  mesh.dispose();
  expect(gone).toBe(2);
});
