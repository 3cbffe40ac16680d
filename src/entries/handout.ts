/** Composition root of a talk's handout. */
import { nextPicture, stillClock } from '../app/clock.ts';
import { createApp } from '../app/create-app.ts';
import { html } from '../ui/dom.ts';
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
    for (const scene of scenes) draw(handout, scene, stage.makeStage, false);
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
          draw(handout, scene, stage.makeStage, withNotes);
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

function draw(
  handout: Handout,
  { title, caption, notes, scene: link, enter, next }: TalkScene,
  makeStage: MakeStage,
  withNotes: boolean,
): void {
  const { scene, playhead } = readFragment(link);
  const step = lastStep(enter, playhead.step, scene.steps);
  const app = createApp({ scene, playhead: { ...playhead, step }, clock: stillClock, systemTheme: 'light' });
  const said = captionNodes(caption);
  if (scene.model) said.prepend(html('p', {}, modelsText.notOnPaper));
  handout.add({
    context: { ...exportContext(app, STAGE), makeStage },
    title,
    caption: said,
    notes: withNotes ? notes : '',
    // Where time has run they say nothing.
    arrows: enter.kind === 'still' || next === 'stages',
  });
  app.dispose();
}

/** The step that a scene has shown when it is over. */
function lastStep(enter: Enter, step: number, steps: number): number {
  if (enter.kind === 'still') return step;
  return enter.kind === 'range' ? Math.min(enter.to, steps) : steps;
}
