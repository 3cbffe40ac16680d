import { isTalkLink } from '../app/talks/prefix.ts';
import { shownRow } from '../app/surface-name.ts';
import { currentTalk } from '../app/talks/current.ts';
import { readTalkLink } from '../app/talks/link.ts';
import { writeFragment } from '../core/scene/url.ts';
import { besideFor, newScene, type Talk } from '../core/talk/talk.ts';
import { course } from '../lessons/course/index.ts';
import { talkOfLesson } from '../lessons/talk-of-lesson.ts';
import type { PagePieces } from './late-tools.ts';
import { sceneTitle } from '../panels/title.ts';
import { createController } from '../present/controller.ts';
import { forget, recall, remember } from '../present/memory.ts';
import { startPresenting } from '../present/presenting.ts';
import { holdSession, newSession } from '../present/session.ts';
import { bundledTalks } from '../present/talks/index.ts';
import { loadTex } from '../present/tex.ts';
import { browserTimer } from '../present/timer.ts';
import { lateTools as lateText } from '../text/en/late-tools.ts';
import { present as text } from '../text/en/present.ts';

/** Milliseconds from one scene to the next. */
const GLIDE = 700;

let presenting = false;
/** The session of this tab: a presenter's window that was opened once follows every presentation in it. */
let session: string | null = null;

/**
 * Presents the talk: the one that the address names, or the one of the page, or the current scene when there is none.
 * Once more while it is presented does nothing.
 */
export async function present(pieces: PagePieces, options: { readonly from?: string } = {}): Promise<void> {
  if (presenting) return;
  presenting = true;
  try {
    await begin(pieces, options.from);
  } catch (error) {
    presenting = false;
    throw error;
  }
}

async function begin(pieces: PagePieces, id: string | undefined): Promise<void> {
  const { app, root, shell, stage } = pieces;
  // Without formulas a talk can be given; they are then shown as they were typed.
  await loadTex();
  const memory = id === undefined ? recall() : null;
  const talk = memory?.talk ?? (await chooseTalk(pieces, id));
  session ??= memory && (await holdSession(memory.session)) ? memory.session : await freshSession();
  const own = session;
  if (memory) app.exchange(() => memory.home);
  const home = { scene: app.state.scene, playhead: app.state.playhead };

  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const from = talk.scenes.findIndex((scene) => scene.id === (memory?.at ?? id));
  stage?.glide(0);
  const controller = createController({
    app,
    talk,
    from: Math.max(0, from),
    glide() {
      const duration = stage && !calm.matches ? GLIDE : 0;
      stage?.glide(duration);
      return duration;
    },
    timer: browserTimer,
    now: Date.now,
    ...(memory && { left: memory.left, since: memory.since }),
  });

  const keep = () => remember(own, home, controller, app);
  let kept = -1;
  controller.listen(() => {
    if (controller.state.at === kept) return;
    kept = controller.state.at;
    keep();
  });
  window.addEventListener('pagehide', keep);
  keep();
  const handout = () => import('./handout.ts');
  const askForHandout = async () => (await handout()).openHandout(pieces, talk);
  const stopPrinting = pieces.printing.give({
    load: async () => (await handout()).loadHandoutPaper(() => talk),
    ask: askForHandout,
  });
  const print = () => void askForHandout().catch(() => shell.notify(lateText.notLoaded));
  const place = {
    app,
    root,
    stage: shell.stage,
    holdKeys: shell.holdKeys,
    notify: shell.notify,
    hideNotice: shell.hideNotice,
    print,
  };
  startPresenting(place, controller, own, () => {
    stopPrinting();
    window.removeEventListener('pagehide', keep);
    forget();
    stage?.glide(0);
    presenting = false;
    stopAsking();
  });
}

async function freshSession(): Promise<string> {
  const fresh = newSession();
  await holdSession(fresh);
  return fresh;
}

/** @param id the scene to begin with, which the page's own talk has */
async function chooseTalk({ app, shell }: PagePieces, id: string | undefined): Promise<Talk> {
  const wanted = id === undefined ? new URLSearchParams(location.search).get('present') : null;
  if (wanted) {
    const bundled = bundledTalks.find((talk) => talk.id === wanted);
    if (bundled) return bundled.load();
    const lesson = course.find((each) => each.id === wanted);
    if (lesson) return talkOfLesson(await lesson.load());
    shell.notify(text.noTalk(wanted.slice(0, 40)));
  }
  const fragment = location.hash.replace(/^#/, '');
  if (wanted !== null && isTalkLink(fragment)) {
    const linked = await readTalkLink(fragment);
    if (linked && linked.talk.scenes.length > 0) return linked.talk;
    shell.notify(text.badLink);
  }
  const { talk } = await currentTalk();
  if (talk.scenes.length > 0 && !wanted) return talk;
  const title = sceneTitle(shownRow(app), app.state.scene.formula, app.state.scene.curve);
  const { scene, playhead } = app.state;
  const only = {
    ...newScene,
    id: 's1',
    title,
    scene: writeFragment(scene, playhead),
    beside: besideFor(scene),
  };
  return { version: 1, title, scenes: [only] };
}

/** Takes the wish to present out of the address: a reload then shows the page. */
function stopAsking(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has('present')) return;
  url.searchParams.delete('present');
  try {
    history.replaceState(history.state, '', url);
  } catch {
    // A file's address may be fixed: a reload presents again.
  }
}
