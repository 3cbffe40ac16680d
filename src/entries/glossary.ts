/** Composition root of the glossary. */
import { course } from '../lessons/course/index.ts';
import { createHead } from '../lessons/frame.ts';
import { createGlossary } from '../lessons/glossary/glossary.ts';
import { createReadingTheme } from '../lessons/theme.ts';
import { createNotice } from '../panels/notice.ts';
import { loadTex, setTex } from '../present/tex.ts';
import { glossary as text } from '../text/en/glossary.ts';
import { nameScene } from '../ui/document-title.ts';
import '../styles/lesson.css';
import '../styles/contents.css';
import '../styles/glossary.css';

/** Fills the page with the glossary, at the term that the address names. */
export async function startGlossary(root: HTMLElement): Promise<void> {
  await loadTex();
  const theme = createReadingTheme(() => {});
  const notice = createNotice();
  const glossary = createGlossary({ course, setTex: (tex) => setTex(tex, true) });
  root.classList.add('contents-page');
  root.append(createHead(text.name, theme.button), notice.element, glossary.element);
  nameScene(text.window);
  const follow = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // A link that was cut within a sign: it is said as it is.
    }
    if (id !== '' && !glossary.show(id)) notice.show(text.unknown(id));
  };
  window.addEventListener('hashchange', follow);
  follow();
  document.documentElement.dataset['ready'] = '';
}
