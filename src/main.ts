import { isEmbedded } from './embed/is-embedded.ts';
import { createParentLink } from './embed/parent-link.ts';
import { presenterSession } from './app/presenting.ts';
import './text/en/first.ts';
import { languageOf, startLanguage, wishesOf } from './text/language.ts';

/** What the address asks for: the presenter's window, an embed, a lesson, the glossary, a hill in fog, or the page. */
async function start(): Promise<void> {
  const root = document.getElementById('page');
  if (!root) throw new Error('The page has no element with the id "page".');

  const session = presenterSession(location.search);
  // Made before anything is waited for: what the host says meanwhile is kept.
  const link = session === null && isEmbedded(location.search) ? createParentLink(window) : null;
  await speakAsWished();
  if (session !== null) {
    const { openPresenter } = await import('./entries/presenter.ts');
    await openPresenter(root, session);
  } else if (link) {
    if (new URLSearchParams(location.search).has('lesson')) {
      const { startLessonEmbed } = await import('./entries/embed-lesson.ts');
      await startLessonEmbed(root, link);
    } else {
      const { startEmbed } = await import('./entries/embed-page.ts');
      startEmbed(root, link);
    }
  } else if (new URLSearchParams(location.search).has('lesson')) {
    const { startLessons } = await import('./entries/lessons.ts');
    await startLessons(root, location.search);
  } else if (new URLSearchParams(location.search).has('glossary')) {
    const { startGlossary } = await import('./entries/glossary.ts');
    await startGlossary(root);
  } else if (new URLSearchParams(location.search).has('blind')) {
    const { startBlind } = await import('./entries/blind.ts');
    startBlind(root, Date.now());
  } else {
    const { startPage } = await import('./entries/page.ts');
    await startPage(root);
  }
}

async function speakAsWished(): Promise<void> {
  try {
    const wishes = wishesOf(location.search, navigator.languages);
    await startLanguage(languageOf(wishes), document.documentElement);
  } catch {
    // Its words could not be loaded: the page is English.
  }
}

// Not awaited: what comes later imports from the file that this is in, and would wait for it.
void start();
