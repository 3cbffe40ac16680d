import type { App } from '../app/app.ts';
import type { AppView, Playhead } from '../app/state.ts';
import { panels } from '../text/en/panels.ts';
import { html, setAttribute, setText } from '../ui/dom.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { parseNumber } from './numbers.ts';

const text = panels.transport;

/** Steps per second to choose from; another speed in effect is added to the list. */
const speeds = [1, 2, 5, 10, 20, 30, 60, 100, 200, 500, 1000] as const;

export interface Transport extends AppView {
  readonly element: HTMLElement;
  readonly play: HTMLElement;
}

/** Time as an index: buttons, scrubber, step number, speed, loop. */
export function createTransport(app: App): Transport {
  const button = (name: IconName, label: string, act: () => void, kind = '') => {
    const element = html(
      'button',
      { type: 'button', class: `transport-button ${kind}`.trim(), 'aria-label': label, title: label },
      icon(name),
    );
    element.addEventListener('click', act);
    return element;
  };
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

  const scrubber = html('input', {
    type: 'range',
    class: 'scrubber',
    min: 0,
    step: 1,
    'aria-label': text.scrubber,
  });
  scrubber.addEventListener('input', () => {
    // Before pausing, whose frame would put the knob back.
    const step = scrubber.valueAsNumber;
    app.pause();
    app.seek(step);
  });

  const stepNumber = html('input', {
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    class: 'step-number',
    'aria-label': text.stepNumber,
    title: text.stepNumber,
  });
  const showStep = () => {
    stepNumber.value = String(app.state.playhead.step);
  };
  const goToTyped = () => {
    const step = parseNumber(stepNumber.value);
    if (!Number.isNaN(step) && Math.round(step) !== app.state.playhead.step) {
      app.pause();
      app.seek(step);
    }
    showStep();
  };
  stepNumber.addEventListener('focus', () => {
    app.pause();
    stepNumber.select();
  });
  stepNumber.addEventListener('blur', goToTyped);
  stepNumber.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') showStep();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    goToTyped();
    stepNumber.select();
  });
  const steps = html('span', { class: 'step-count' });

  const speed = html('select', { class: 'speed', 'aria-label': text.speed, title: text.speed });
  for (const value of speeds) speed.append(speedOption(value));
  speed.addEventListener('change', () => app.setPlayhead({ speed: Number(speed.value) }));

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
    scrubber,
    html('div', { class: 'transport-step' }, stepNumber, steps),
    speed,
    loop,
  );

  const showPlaying = (playing: boolean) => {
    const label = playing ? text.pause : text.play;
    setAttribute(play, 'aria-label', label);
    setAttribute(play, 'title', label);
    play.replaceChildren(icon(playing ? 'pause' : 'play'));
  };
  const showSpeed = (value: number) => {
    if (![...speed.options].some((option) => Number(option.value) === value)) {
      const next = [...speed.options].find((option) => Number(option.value) > value);
      speed.insertBefore(speedOption(value), next ?? null);
    }
    speed.value = String(value);
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
      if (playhead.speed !== last?.playhead.speed) showSpeed(playhead.speed);
      if (playhead.loop !== last?.playhead.loop) setAttribute(loop, 'aria-pressed', String(playhead.loop));
      if (count !== last?.steps) {
        scrubber.max = String(count);
        setText(steps, text.steps(String(count)));
        stepNumber.style.setProperty('--digits', String(String(count).length));
      }
      if (playhead.step !== last?.playhead.step || count !== last.steps) {
        if (scrubber.valueAsNumber !== playhead.step) scrubber.valueAsNumber = playhead.step;
        scrubber.style.setProperty('--share', (playhead.step / Math.max(1, count)).toFixed(4));
        setAttribute(scrubber, 'aria-valuetext', text.stepOf(String(playhead.step), String(count)));
        if (document.activeElement !== stepNumber) showStep();
      }
      last = { playhead, steps: count };
    },
    dispose() {
      element.remove();
    },
  };
}

function speedOption(value: number): HTMLOptionElement {
  return html('option', { value }, text.stepsPerSecond(String(value)));
}
