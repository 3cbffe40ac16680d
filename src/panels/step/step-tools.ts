import { stageBy, toggleStep } from '../../app/anatomy.ts';
import type { App } from '../../app/app.ts';
import type { Anatomy } from '../../core/run/anatomy.ts';
import { step as text } from '../../text/en/step.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { iconButton } from '../../ui/icon-button.ts';
import { stageTitle } from './equation.ts';

/** Opens the step and goes through its stages. */
export interface StepTools {
  readonly element: HTMLElement;
  draw(anatomy: Anatomy, stage: number | null): void;
}

export function createStepTools(app: App, titleOf = stageTitle): StepTools {
  const label = html('span', {}, text.open);
  const open = html(
    'button',
    { type: 'button', class: 'step-open', 'aria-keyshortcuts': text.key },
    label,
    html('kbd', { 'aria-hidden': 'true' }, text.key),
  );
  open.addEventListener('click', () => toggleStep(app));
  const dots = html('ol', { class: 'step-stages' });
  const walk = html(
    'div',
    { class: 'step-walk', role: 'group', 'aria-label': text.controls },
    iconButton('stepBack', text.back, () => stageBy(app, -1)),
    dots,
    iconButton('stepForward', text.forward, () => stageBy(app, 1)),
  );
  const element = html('div', { class: 'step-tools' }, open, walk);
  let names = '';
  return {
    element,
    draw({ stages }, stage) {
      setText(label, stage === null ? text.open : text.close);
      setAttribute(open, 'aria-expanded', String(stage !== null));
      walk.hidden = stage === null;
      const titles = stages.map(titleOf);
      const wanted = titles.join();
      if (wanted !== names) {
        names = wanted;
        dots.replaceChildren(
          ...titles.map((title, index) => {
            const button = html('button', { type: 'button' }, title);
            button.addEventListener('click', () => app.setStage(index));
            return html('li', {}, button);
          }),
        );
      }
      [...dots.children].forEach((dot, index) => {
        const button = dot.firstElementChild;
        if (!button) return;
        if (index === stage) setAttribute(button, 'aria-current', 'step');
        else button.removeAttribute('aria-current');
      });
    },
  };
}
