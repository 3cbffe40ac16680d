import { beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { defaultScene } from '../../src/core/scene/defaults.ts';
import { onModel } from '../../src/core/scene/follow.ts';
import { invite, inviteOnce } from '../../src/panels/invitations.ts';
import { invitations as text } from '../../src/text/en/invitations.ts';
import { html } from '../../src/ui/dom.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button } from './support/user.ts';

/** A stage over a scene, with the next picture given by hand. */
function open(scene = defaultScene()) {
  const clock = manualClock();
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const frame = document.createElement('div');
  const stage = document.createElement('div');
  frame.append(stage);
  document.body.append(frame);
  return {
    app,
    frame,
    stage,
    draw: () => clock.tick(16),
    said: () => [...frame.querySelectorAll('.invitations li')].map((item) => item.firstChild!.textContent),
  };
}

beforeEach(() => localStorage.clear());

describe('the invitations', () => {
  test('are each gone when they are taken, and then the list is', () => {
    const { app, frame, stage, draw, said } = open();
    invite(stage, app);
    draw();
    expect(said()).toEqual([text.ring, text.rate, text.step]);
    // A surface with its own start and rates: nobody has dragged or turned anything.
    app.setLoss('booth');
    draw();
    expect(said()).toEqual([text.ring, text.rate, text.step]);
    app.setStart([1, 2]);
    draw();
    expect(said()).toEqual([text.rate, text.step]);
    app.setStage(0);
    draw();
    expect(said()).toEqual([text.rate]);
    app.setValue(0, 'lr', 5);
    draw();
    expect(frame.querySelector('.invitations')).toBeNull();
    app.dispose();
  });

  test('are waved away one by one, with the focus on the next, and after the last on the stage', () => {
    const { app, frame, stage, said } = open();
    const picture = html('canvas', { tabindex: 0 });
    stage.append(picture);
    invite(stage, app);
    const wave = (sentence: string) => {
      const sign = button(frame, text.wave(sentence));
      sign.focus();
      sign.click();
    };
    wave(text.ring);
    expect(said()).toEqual([text.rate, text.step]);
    expect(document.activeElement).toBe(button(frame, text.wave(text.rate)));
    wave(text.rate);
    wave(text.step);
    expect(frame.querySelector('.invitations')).toBeNull();
    expect(document.activeElement).toBe(picture);
    app.dispose();
  });

  test('stand at a first visit, and after that only where they are asked for', () => {
    const first = open();
    inviteOnce(first.stage, first.app, () => localStorage);
    expect(first.said()).toHaveLength(3);
    first.app.dispose();
    expect(first.said()).toEqual([]);
    const second = open();
    inviteOnce(second.stage, second.app, () => localStorage);
    expect(second.said()).toEqual([]);
    invite(second.stage, second.app);
    invite(second.stage, second.app);
    expect(second.said()).toHaveLength(3);
    second.app.dispose();
  });

  test('stand where the browser keeps nothing', () => {
    const { app, stage, said } = open();
    inviteOnce(stage, app, () => {
      throw new DOMException('', 'SecurityError');
    });
    expect(said()).toHaveLength(3);
    app.dispose();
  });

  test('are of what a scene has: a model has no start to drag and no step to open', () => {
    const { app, stage, said } = open(onModel(defaultScene(), { id: 'sales', options: {} }));
    invite(stage, app);
    expect(said()).toEqual([text.rate]);
    app.dispose();
  });

  test('wait while a scene has no such thing', () => {
    const { app, frame, stage, draw } = open();
    const seen = () =>
      [...frame.querySelectorAll<HTMLElement>('.invitations li')]
        .filter(({ hidden }) => !hidden)
        .map((item) => item.firstChild!.textContent);
    invite(stage, app);
    draw();
    app.edit((scene) => onModel(scene, { id: 'sales', options: {} }));
    draw();
    expect(seen()).toEqual([text.rate]);
    app.setLoss('booth');
    draw();
    expect(seen()).toEqual([text.ring, text.rate, text.step]);
    app.dispose();
  });
});
