/** Composition root of a talk's handout. */
import { browserClock, type Clock, nextPicture, stillClock } from '../app/clock.ts';
import { createApp, type RootApp } from '../app/create-app.ts';
import { linksOpenOnly } from '../app/public-address.ts';
import { readFragment } from '../core/scene/url.ts';
import type { Enter, Talk, TalkScene } from '../core/talk/talk.ts';
import { exportContext } from './export-context.ts';
import { type MakeStage, oneStage } from '../export/figure.ts';
import { createHandout, type Handout } from '../export/paper/handout.ts';
import { openHandoutDialog, type PaperWay } from '../export/paper/handout-dialog.ts';
import type { PagePieces } from './late-tools.ts';
import { captionNodes } from '../present/caption.ts';
import { loadTex } from '../present/tex.ts';
import type { MakePaper } from '../ui/printing.ts';
import { models as modelsText } from '../text/en/models.ts';
import { print } from '../text/en/print.ts';
import { talk as talkText } from '../text/en/talk.ts';
import { questionPapers } from './questions.ts';
import { loadOverlays } from '../view3d/overlays/host.ts';
import { createStage } from '../view3d/stage.ts';

/** Proportions of a stage that nobody has drawn out. */
const STAGE = { width: 960, height: 600 };

/** Settles when the handout of a talk can be made at once, without notes. */
export async function loadHandoutPaper(talk: () => Talk): Promise<MakePaper> {
  await Promise.all([loadTex(), loadOverlays()]);
  return () => {
    const { title, scenes } = talk();
    const handout = begin(title, scenes.length);
    const stage = oneStage(createStage);
    for (const scene of scenes) {
      const app = appOf(scene, stillClock);
      draw(handout, scene, app, stage.makeStage, false);
      app.dispose();
    }
    stage.dispose();
    document.body.append(handout.element);
    return handout.element;
  };
}

/** Asks how the handout of a talk should be, and prints it. */
export function openHandout({ root, printing }: Pick<PagePieces, 'root' | 'printing'>, talk: Talk): void {
  const { title, scenes } = talk;
  const whole: PaperWay = {
    name: print.dialog.whole,
    says: print.dialog.says(scenes.length, Math.ceil(scenes.length / 2)),
    scenes: scenes.length,
    hasNotes: true,
    async print(withNotes, signal, drawing) {
      await Promise.all([loadTex(), loadOverlays()]);
      const handout = begin(title, scenes.length);
      const stage = oneStage(createStage);
      try {
        for (const [i, scene] of scenes.entries()) {
          drawing(i + 1);
          await nextPicture();
          signal.throwIfAborted();
          const app = appOf(scene, browserClock);
          try {
            if (app.state.scene.model) await recorded(app, signal);
            draw(handout, scene, app, stage.makeStage, withNotes);
          } finally {
            app.dispose();
          }
        }
      } finally {
        stage.dispose();
      }
      document.body.append(handout.element);
      printing.printPaper(handout.element);
    },
  };
  const fragments = scenes.map(({ scene }) => scene);
  const put = (paper: HTMLElement) => {
    document.body.append(paper);
    printing.printPaper(paper);
  };
  openHandoutDialog(root, [whole, ...questionPapers(title || talkText.untitled, fragments, put)]);
}

function begin(title: string, scenes: number): Handout {
  return createHandout(title || talkText.untitled, scenes, linksOpenOnly());
}

/** What shows a scene as it is when it is over. */
function appOf({ scene: link, enter }: TalkScene, clock: Clock): RootApp {
  const { scene, playhead } = readFragment(link);
  const step = lastStep(enter, playhead.step, scene.steps);
  return createApp({ scene, playhead: { ...playhead, step }, clock, systemTheme: 'light' });
}

/** Settles when the runs of a model are there with their plane's surface, or cannot be. */
async function recorded(app: RootApp, signal: AbortSignal): Promise<void> {
  const { connectModels } = await import('./models.ts');
  let isMissing = false;
  connectModels(app, () => {
    isMissing = true;
  });
  const isThere = ({ model } = app.derived) =>
    typeof model?.failure === 'string' || (model?.isFine === true && model.progress === null);
  app.invalidate();
  while (!isMissing && !isThere()) {
    await nextPicture();
    signal.throwIfAborted();
  }
}

function draw(
  handout: Handout,
  { title, caption, notes, enter, next }: TalkScene,
  app: RootApp,
  makeStage: MakeStage,
  withNotes: boolean,
): void {
  handout.add({
    context: { ...exportContext(app, STAGE), makeStage },
    title,
    caption: captionNodes(caption),
    notes: withNotes ? notes : '',
    // Where time has run they say nothing.
    arrows: enter.kind === 'still' || next === 'stages',
    unseen: app.state.scene.model && !app.derived.model?.seen ? modelsText.notOnPaper : null,
  });
}

/** The step that a scene has shown when it is over. */
function lastStep(enter: Enter, step: number, steps: number): number {
  if (enter.kind === 'still') return step;
  return enter.kind === 'range' ? Math.min(enter.to, steps) : steps;
}
