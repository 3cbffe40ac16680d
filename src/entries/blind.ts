/** Composition root of going down blind: `?blind` is today's hill, `?blind=42` another one. */
import { stillClock } from '../app/clock.ts';
import { createApp } from '../app/create-app.ts';
import { numberOfDay } from '../app/lessons/today.ts';
import { publicAddress } from '../app/public-address.ts';
import { beginDescent, bestRivalsOf, hillNumber } from '../core/lesson/blind.ts';
import { readFragment } from '../core/scene/url.ts';
import { createBlind } from '../lessons/blind/game.ts';
import { createHead } from '../lessons/frame.ts';
import { createReadingTheme } from '../lessons/theme.ts';
import { numberBoxes } from '../panels/ask/number-boxes.ts';
import { blind as text } from '../text/en/blind.ts';
import { copyText } from '../ui/clipboard.ts';
import { nameScene } from '../ui/document-title.ts';
import '../styles/ask.css';
import '../styles/lesson.css';
import '../styles/contents.css';
import '../styles/blind.css';
import '../text/en/scene-faults.ts';

/** Pen patterns of runs that differ by more than colour, in pixels of the canvas. */
const dashes = [[], [12, 8], [4, 8], [14, 8, 4, 8]] as const;

/** Fills the page with a hill in fog. @param now milliseconds since 1970: which day it is */
export function startBlind(root: HTMLElement, now: number): void {
  const today = numberOfDay(now);
  const seed = hillNumber(new URLSearchParams(location.search).get('blind') ?? '') ?? today;
  const begun = beginDescent(seed);
  const theme = createReadingTheme(() => game.draw());
  const name = String(seed);
  const game = createBlind(begun, {
    name,
    says:
      seed === today
        ? text.ofDay(new Date(now).toLocaleDateString('en', { dateStyle: 'long' }))
        : text.ofNumber(name),
    rivals() {
      const fragment = bestRivalsOf(begun.hill);
      const { scene, playhead } = readFragment(fragment);
      const app = createApp({ scene, playhead, clock: stillClock, systemTheme: theme.now });
      const ways = app.derived.runs.map(({ label, run, look }) => ({
        name: label,
        positions: run.positions,
        losses: run.losses,
        color: look.color,
        dash: dashes[look.dash] ?? [],
      }));
      app.dispose();
      return { ways, fragment };
    },
    boxes: numberBoxes,
    copy: copyText,
    link: `${publicAddress()}?blind=${name}`,
    another: `?blind=${(seed * 7919 + 104_729) % 1_000_000}`,
    theme: () => theme.now,
  });
  root.classList.add('contents-page');
  root.append(createHead(text.name, theme.button), game.element);
  nameScene(text.window);
  game.draw();
  document.documentElement.dataset['ready'] = '';
}
