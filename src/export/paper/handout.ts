/** A talk on paper, to be taken home: two scenes a page. */
import { html } from '../../ui/dom.ts';
import { print } from '../../text/en/print.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import { frameIn } from '../frames.ts';
import { detailOf } from '../picture/sheet.ts';
import { codeOnPaper, linkOnPaper, type Nearness } from './code.ts';
import { drawingOnPaper, paperStyle, stageOnPaper } from './pictures.ts';
import { sampleOf } from './runs.ts';
import '../../styles/paper.css';
import '../../styles/handout.css';

const text = print.handout;

/** A scene of a talk as it goes on paper. */
export interface HandoutScene {
  readonly context: ExportContext;
  readonly title: string;
  readonly caption: Node;
  /** What the speaker has to say, or '' for nothing. */
  readonly notes: string;
  /** Whether the step has its arrows. */
  readonly arrows: boolean;
  /** What is said in the place of a picture that cannot be made; null where one can. */
  readonly unseen: string | null;
}

export interface Handout {
  /** Not yet in the document. */
  readonly element: HTMLElement;
  /** Adds the next scene; its picture is drawn when this returns. */
  add(scene: HandoutScene): void;
}

/** The room that a picture has beside what names its lines, in CSS pixels. */
const PICTURE = { width: 440, height: 286 };

/** Pixels of a picture that a CSS pixel of the paper has a side: there are many of them. */
const RATIO = 2;

/** @param scenes how many there will be */
export function createHandout(title: string, scenes: number, opensOnly: Nearness): Handout {
  const element = html('article', { class: 'paper handout' });
  let added = 0;
  let page = element;
  return {
    element,
    add(scene) {
      if (added % 2 === 0) {
        const pages = text.page(String(added / 2 + 1), String(Math.ceil(scenes / 2)));
        page = html(
          'section',
          { class: 'handout-page' },
          html(
            'header',
            {},
            added === 0 ? html('h1', {}, title) : html('p', {}, title),
            html('p', {}, opensOnly === null ? '' : text.opensOnly[opensOnly]),
            html('p', {}, pages),
          ),
        );
        element.append(page);
      }
      added++;
      page.append(sceneOnPaper(scene, added));
    },
  };
}

function sceneOnPaper(handed: HandoutScene, number: number): HTMLElement {
  const { context, title, caption, notes, arrows, unseen } = handed;
  const { playhead, scene, link } = context;
  const { runs } = frameIn(context, 'light', arrows, paperStyle).derived;
  const code = codeOnPaper(link);
  const lines = runs.map((view) =>
    html(
      'li',
      {},
      sampleOf(view),
      html('strong', {}, view.naming.name),
      ` ${[...view.naming.parts, detailOf(view, playhead.step, scene.steps)].join(', ')}`,
    ),
  );
  return html(
    'section',
    { class: 'handout-scene' },
    html(
      'header',
      {},
      html('h2', {}, text.scene(String(number), title)),
      html('p', {}, text.step(String(playhead.step), String(scene.steps))),
    ),
    html(
      'div',
      { class: 'handout-row' },
      html(
        'div',
        { class: 'handout-picture' },
        unseen === null ? pictureOf(context, arrows) : html('p', {}, unseen),
      ),
      html(
        'div',
        { class: 'handout-side' },
        html('ul', {}, ...lines),
        ...(code ? [code.element] : []),
        linkOnPaper(link, null, code !== null),
      ),
    ),
    html('div', { class: 'handout-caption' }, caption),
    ...(notes === ''
      ? []
      : [html('p', { class: 'handout-notes' }, html('strong', {}, text.notes), ' ', notes)]),
  );
}

function pictureOf(context: ExportContext, arrows: boolean): Element {
  try {
    return stageOnPaper(context, PICTURE, print.stage, { arrows, ratio: RATIO });
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    return drawingOnPaper(context, 'map', PICTURE, print.map, arrows);
  }
}
