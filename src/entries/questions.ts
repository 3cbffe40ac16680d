/** Composition root of a lecturer's sheet: the questions of a talk or a lesson, without answers or with them. */
import { nextPicture, stillClock } from '../app/clock.ts';
import { createApp } from '../app/create-app.ts';
import { openModels } from '../app/known-models.ts';
import { linksOpenOnly } from '../app/public-address.ts';
import { loadRules } from '../app/rules.ts';
import { answerIn } from '../app/verdict.ts';
import { answerForm, hasStep, withinSteps } from '../core/ask/ask.ts';
import { explanationOf } from '../core/ask/mistakes.ts';
import { readFragment } from '../core/scene/url.ts';
import type { PaperWay } from '../export/paper/handout-dialog.ts';
import { drawingOnPaper, stageOnPaper } from '../export/paper/pictures.ts';
import { createQuestionSheet, type QuestionOnPaper, type QuestionSheet } from '../export/paper/questions.ts';
import { answerText, questionText } from '../panels/ask/answer-text.ts';
import { captionNodes } from '../present/caption.ts';
import { loadTex } from '../present/tex.ts';
import { print } from '../text/en/print.ts';
import { html } from '../ui/dom.ts';
import { exportContext } from './export-context.ts';

const text = print.questions;
/** In CSS pixels; three of them stand on a page. */
const PICTURE = { width: 250, height: 190 };
/** Of the surface, a side. */
const SAMPLES = 129;

/** Those of some scenes that ask something, each once. */
export function askingScenes(fragments: readonly string[]): readonly string[] {
  return [...new Set(fragments)].filter((fragment) => readFragment(fragment).scene.ask !== null);
}

/**
 * The two papers, to be chosen from; none where nothing is asked.
 *
 * @param put prints what was made
 */
export function questionPapers(
  title: string,
  fragments: readonly string[],
  put: (paper: HTMLElement) => void,
): readonly PaperWay[] {
  const scenes = askingScenes(fragments);
  if (scenes.length === 0) return [];
  return [false, true].map((isAnswered) => ({
    name: isAnswered ? text.answered : text.name,
    says: isAnswered ? text.answeredSays : text.says(scenes.length),
    scenes: scenes.length,
    hasNotes: false,
    async print(_notes, signal, drawing) {
      await Promise.all([loadTex(), loadRules()]);
      openModels();
      const sheet = createQuestionSheet(title, linksOpenOnly());
      for (const [i, fragment] of scenes.entries()) {
        drawing(i + 1);
        await nextPicture();
        signal.throwIfAborted();
        addQuestion(sheet, fragment, isAnswered);
      }
      put(sheet.element);
    },
  }));
}

/** Adds a question; its answer is computed from the scene's runs. */
export function addQuestion(sheet: QuestionSheet, fragment: string, isAnswered: boolean): void {
  const { scene, playhead } = readFragment(fragment);
  const { ask } = scene;
  if (!ask) return;
  const app = createApp({
    scene,
    playhead: { ...playhead, step: 0 },
    clock: stillClock,
    systemTheme: 'light',
  });
  app.setResolution(SAMPLES);
  const { link } = exportContext(app, PICTURE);
  const { runs } = app.derived;
  const isChoice = answerForm(ask.kind) === 'run';
  const question: Omit<QuestionOnPaper, 'answer' | 'picture'> = {
    question: captionNodes(questionText(ask, runs)),
    choices: isChoice ? runs.map(({ label }) => label).join(', ') : '',
    link,
  };
  if (!isAnswered) {
    // While it is open nothing of later steps is in what is drawn.
    sheet.add({ ...question, answer: null, picture: scene.model ? null : pictureOf(app) });
    app.dispose();
    return;
  }
  app.lock();
  const answer = scene.model ? null : answerIn(app);
  const isSought = answer?.form === 'setting';
  const short = answer ? (isSought ? '' : answerText(ask.kind, answer, app.derived.runs)) : text.live;
  const explained = html('div', {}, captionNodes(explanationOf(ask.explanation, new Set())));
  // The map of the answer asks nothing, and shows the step that was asked for.
  app.edit((now) => ({ ...now, ask: null }));
  app.seek(isSought ? 0 : hasStep(ask.kind) ? withinSteps(ask, scene.steps).step : 1);
  sheet.add({ ...question, answer: { short, explained }, picture: scene.model ? null : pictureOf(app) });
  app.dispose();
}

function pictureOf(app: Parameters<typeof exportContext>[0]): Element {
  const context = exportContext(app, PICTURE);
  // A curve is a stage that needs no WebGL.
  if (context.scene.curve) return stageOnPaper(context, PICTURE, print.stage, { arrows: false });
  return drawingOnPaper(context, 'map', PICTURE, print.map, false);
}
