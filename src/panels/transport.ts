import type { App } from '../app/app.ts';
import type { AppView, Playhead } from '../app/state.ts';
import { panels } from '../text/en/panels.ts';
import { html, setAttribute, setText } from '../ui/dom.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { numberTyped } from './typed-number.ts';

const text = panels.transport;

/** Steps per second to choose from; another speed in effect is added to the list. */
const speeds = [1, 2, 5, 10, 20, 30, 60, 100, 200, 500, 1000] as const;

export interface Transport extends AppView {
  readonly element: HTMLElement;
  readonly play: HTMLElement;
}

/** Time as an index: buttons, scrubber, step number, speed, loop. */
export function createTransport(app: App): Transport {
  const play = button(
    'play',
    text.play,
    () => (app.state.playhead.playing ? app.pause() : app.play()),
    'transport-play',
  );
  const loop = button(
    'loop',
    text.loop,
    () => app.setPlayhead({ loop: !app.state.playhead.loop }),
    'transport-loop',
  );
  const scrubber = createScrubber(app);
  const stepNumber = createStepNumber(app);
  const steps = html('span', { class: 'step-count' });
  const speed = createSpeed(app);

  const element = html(
    'section',
    { class: 'transport', 'aria-label': panels.landmarks.transport },
    html(
      'div',
      { class: 'transport-buttons' },
      button('toStart', text.toStart, () => app.seek(0)),
      button('stepBack', text.stepBack, () => app.stepBy(-1)),
      play,
      button('stepForward', text.stepForward, () => app.stepBy(1)),
      button('toEnd', text.toEnd, () => app.seek(app.state.scene.steps)),
    ),
    scrubber.element,
    html('div', { class: 'transport-step' }, stepNumber.element, steps),
    speed.element,
    loop,
  );

  const showPlaying = (playing: boolean) => {
    const label = playing ? text.pause : text.play;
    setAttribute(play, 'aria-label', label);
    setAttribute(play, 'title', label);
    play.replaceChildren(icon(playing ? 'pause' : 'play'));
  };

  let last: { playhead: Playhead; steps: number } | null = null;
  return {
    element,
    play,
    draw({ state }) {
      const { playhead } = state;
      const count = state.scene.steps;
      if (playhead === last?.playhead && count === last.steps) return;
      if (playhead.playing !== last?.playhead.playing) showPlaying(playhead.playing);
      if (playhead.speed !== last?.playhead.speed) speed.show(playhead.speed);
      if (playhead.loop !== last?.playhead.loop) setAttribute(loop, 'aria-pressed', String(playhead.loop));
      if (count !== last?.steps) {
        setText(steps, text.steps(String(count)));
        stepNumber.element.style.setProperty('--digits', String(String(count).length));
      }
      if (playhead.step !== last?.playhead.step || count !== last.steps) {
        scrubber.show(playhead.step, count);
        if (document.activeElement !== stepNumber.element) stepNumber.show();
      }
      last = { playhead, steps: count };
    },
    dispose() {
      element.remove();
    },
  };
}

function button(name: IconName, label: string, act: () => void, kind = ''): HTMLElement {
  const element = html(
    'button',
    { type: 'button', class: `transport-button ${kind}`.trim(), 'aria-label': label, title: label },
    icon(name),
  );
  element.addEventListener('click', act);
  return element;
}

function createScrubber(app: App) {
  const element = html('input', {
    type: 'range',
    class: 'scrubber',
    min: 0,
    step: 1,
    'aria-label': text.scrubber,
  });
  element.addEventListener('input', () => {
    // Before pausing, whose frame would put the knob back.
    const step = element.valueAsNumber;
    app.pause();
    app.seek(step);
  });
  return {
    element,
    show(step: number, count: number) {
      // First, for a step beyond the end would be held there.
      if (Number(element.max) !== count) element.max = String(count);
      if (element.valueAsNumber !== step) element.valueAsNumber = step;
      element.style.setProperty('--share', (step / Math.max(1, count)).toFixed(4));
      setAttribute(element, 'aria-valuetext', text.stepOf(String(step), String(count)));
    },
  };
}

/** The step as a number, which can be typed. */
function createStepNumber(app: App) {
  const element = html('input', {
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    class: 'step-number',
    'aria-label': text.stepNumber,
    title: text.stepNumber,
  });
  const show = () => {
    element.value = String(app.state.playhead.step);
  };
  const goToTyped = () => {
    const step = numberTyped(element.value);
    if (!Number.isNaN(step) && Math.round(step) !== app.state.playhead.step) {
      app.pause();
      app.seek(step);
    }
    show();
  };
  element.addEventListener('focus', () => {
    app.pause();
    element.select();
  });
  element.addEventListener('blur', goToTyped);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    goToTyped();
    element.select();
  });
  return { element, show };
}

/** The choice of steps a second. */
function createSpeed(app: App) {
  const element = html('select', { class: 'speed', 'aria-label': text.speed, title: text.speed });
  for (const value of speeds) element.append(speedOption(value));
  element.addEventListener('change', () => app.setPlayhead({ speed: Number(element.value) }));
  return {
    element,
    show(value: number) {
      if (![...element.options].some((option) => Number(option.value) === value)) {
        const next = [...element.options].find((option) => Number(option.value) > value);
        element.insertBefore(speedOption(value), next ?? null);
      }
      element.value = String(value);
    },
  };
}

function speedOption(value: number): HTMLOptionElement {
  return html('option', { value }, text.stepsPerSecond(value));
}
