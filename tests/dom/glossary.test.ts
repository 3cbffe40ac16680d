import { afterEach, expect, test } from 'vitest';
import { course } from '../../src/lessons/course/index.ts';
import { createGlossary } from '../../src/lessons/glossary/glossary.ts';
import { linkTerms } from '../../src/lessons/glossary/link-terms.ts';
import { glossary as text } from '../../src/text/en/glossary.ts';
import { html } from '../../src/ui/dom.ts';

afterEach(() => document.body.replaceChildren());

test('the glossary is searched by names, other names and sentences, and shows a term whatever is searched for', () => {
  const { element, show } = createGlossary({ course, setTex: (tex) => html('span', {}, tex) });
  document.body.append(element);
  const field = element.querySelector('input')!;
  const found = () =>
    [...element.querySelectorAll<HTMLElement>('.glossary-term')]
      .filter(({ hidden }) => !hidden)
      .map((term) => term.id);
  const all = found().length;
  const type = (value: string) => {
    field.value = value;
    field.dispatchEvent(new Event('input'));
  };
  type('STEP size');
  expect(found()).toContain('learning-rate');
  type('pass');
  expect(found()).toContain('saddle');
  type('Eulers');
  expect(element.querySelector('[role=status]')!.textContent).toBe(text.none);
  expect(show('adam')).toBe(true);
  expect(found()).toHaveLength(all);
  expect(document.activeElement!.id).toBe('adam');
  expect(show('toString')).toBe(false);
  const [scene, lesson] = element.querySelectorAll<HTMLAnchorElement>('#adam .glossary-ways a');
  expect(scene!.getAttribute('href')).toContain('#loss=himmelblau&opt=adam');
  expect(lesson!.textContent).toContain(course.find(({ id }) => id === 'adam')!.title);
});

test('in a text the first of each term leads to it, not inside formulas, links, code or other words', () => {
  const given = document
    .createRange()
    .createContextualFragment(
      '<p>Gradients and a gradient; <em>Adam</em> at a saddle point, not madam.</p>' +
        '<p><code>momentum</code> <a href="#x">RMSprop</a> <span class="tex">Hessian</span> {gradient} gradient-free steps, learning rates, a likelihood.</p>',
    );
  const said = given.textContent;
  const linked = linkTerms(given, (id) => id === 'likelihood');
  expect(linked.textContent).toBe(said);
  const links = [...linked.querySelectorAll<HTMLAnchorElement>('a.term')];
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Gradients', '?glossary#gradient'],
    ['Adam', '?glossary#adam'],
    ['saddle point', '?glossary#saddle'],
    ['learning rates', '?glossary#learning-rate'],
  ]);
  expect(links[1]!.title).toBe(text.terms.adam.says);
});
