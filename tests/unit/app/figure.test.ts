import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import type { Frame } from '../../../src/app/state.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { writeFragment } from '../../../src/core/scene/url.ts';
import { manualClock } from './manual-clock.ts';

function start() {
  const clock = manualClock();
  const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
  app.setResolution(33);
  const frames: Frame[] = [];
  app.mount({ draw: (frame) => void frames.push(frame), dispose: () => {} });
  clock.tick(16);
  return { app, clock, frames };
}

describe('the figure', () => {
  test('begins as large as the page, in the colours of its theme', () => {
    const { app } = start();
    expect(app.state.figure).toEqual({ scale: 1, contrast: false });
    expect(app.state.palette).toBe('light');
  });

  test('is neither of the document nor of undo, and survives both', () => {
    const { app } = start();
    const { scene } = app.state;
    const link = writeFragment(scene, app.state.playhead);
    app.setFigure({ scale: 2, contrast: true });
    expect(app.state.scene).toBe(scene);
    expect(writeFragment(app.state.scene, app.state.playhead)).toBe(link);
    expect(app.canUndo).toBe(false);

    app.setLoss('booth');
    app.undo();
    app.load(defaultScene(), { step: 3, speed: 10, loop: false });
    expect(app.state.figure).toEqual({ scale: 2, contrast: true });
  });

  test('contrast applies to whatever theme is in effect', () => {
    const { app } = start();
    app.setFigure({ contrast: true });
    expect(app.state.palette).toBe('projector light');
    app.setSystemTheme('dark');
    expect(app.state.palette).toBe('projector dark');
    app.setView({ theme: 'light' });
    expect(app.state.palette).toBe('projector light');
    app.setFigure({ contrast: false });
    expect(app.state.palette).toBe('light');
    app.setView({ theme: 'auto' });
    expect(app.state.palette).toBe('dark');
  });

  test('gives the paths their colours for a projector, and records no run again', () => {
    const { app, clock, frames } = start();
    const [before] = app.derived.runs;
    app.setFigure({ contrast: true });
    clock.tick(16);
    const [after] = app.derived.runs;
    expect(after?.look.color).not.toBe(before?.look.color);
    expect(after?.run).toBe(before?.run);
    expect(frames).toHaveLength(2);
  });

  test('takes no scale that is no size, and asks for no frame when nothing changes', () => {
    const { app, clock } = start();
    app.setFigure({ scale: 5 / 3 });
    clock.tick(16);
    const { figure } = app.state;
    for (const scale of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY, 9, 5 / 3]) app.setFigure({ scale });
    expect(app.state.figure).toBe(figure);
    expect(clock.pending).toBe(0);
  });
});
