import { html, setAttribute } from '../ui/dom.ts';
import { heightsOf, panelsUnder } from './height.ts';

/** A part beside the stage, which may have to be folded away. */
export interface Foldable {
  readonly element: HTMLElement;
  /** In a word, for its button. */
  readonly name: string;
}

/** The places of an embed. Those that show nothing are not in it. */
export interface EmbedPlaces {
  readonly root: HTMLElement;
  /** With the stage's frame, the transport and the knobs. */
  readonly main: HTMLElement;
  readonly frame: HTMLElement;
  readonly stage: HTMLElement;
  readonly side: HTMLElement;
}

export interface Folds {
  /** Lays the parts out within the height that there is, and tells the one at which nothing is folded. */
  fit(): number;
}

/** The least height of knobs that stand under a stage, of which one scrolls to the others, in CSS pixels. */
const LEAST_KNOBS = 96;
/** Under this width the legend has a row of its own over the stage, and names of knobs stand over them, in CSS pixels. */
const NARROW = 500;

/**
 * A frame of a fixed height cuts nothing off: what has no room in it is folded into a row of buttons, and opened under
 * the stage, or in its place where both have no room. A host that gives the frame the height it tells sees no folds.
 */
export function createFolds(
  { root, main, frame, stage, side }: EmbedPlaces,
  knobs: Foldable | null,
  sections: readonly Foldable[],
  name: string,
): Folds {
  const bar = html('div', { class: 'embed-folds', role: 'group', 'aria-label': name, hidden: true });
  root.append(bar);
  const parts = knobs ? [knobs, ...sections] : sections;
  let folded: readonly Foldable[] = [];
  /** What is open until a reader has chosen. */
  let standard: readonly Foldable[] = [];
  let chosen: readonly Foldable[] | null = null;
  let isBeside = false;
  /** The least height of all that is never folded. */
  let fixed = 0;
  let knobsHeight = 0;

  const choose = (part: Foldable) => {
    const before = chosen ?? standard;
    // Under the stage one part is open at most, beside it one of the panels always.
    const others = isBeside ? before.filter((other) => (other === knobs) !== (part === knobs)) : [];
    const closes = before.includes(part) && (part === knobs || !isBeside);
    chosen = closes ? others : [...others, part];
    layOut();
  };
  const buttons = parts.map((part) => {
    const button = html('button', { type: 'button' }, part.name);
    button.addEventListener('click', () => choose(part));
    bar.append(button);
    return button;
  });

  /** Shows what is open, and puts it in the place of the stage where there is no room for both. */
  const layOut = () => {
    const open = chosen ?? standard;
    parts.forEach((part, i) => {
      const isAway = folded.includes(part) && !open.includes(part);
      part.element.hidden = isAway;
      const button = buttons[i];
      if (!button) return;
      button.hidden = !folded.includes(part);
      setAttribute(button, 'aria-expanded', String(!isAway));
    });
    side.hidden = sections.every(({ element }) => element.hidden);
    root.classList.remove('is-covered');
    const ofKnobs = !knobs || knobs.element.hidden ? 0 : knobsHeight;
    const ofKnobsLeast = knobs && folded.includes(knobs) ? Math.min(LEAST_KNOBS, ofKnobs) : ofKnobs;
    const ofSide = isBeside || side.hidden ? 0 : side.scrollHeight;
    const isShort = fixed + ofKnobsLeast + ofSide + bar.offsetHeight > window.innerHeight;
    root.classList.toggle('is-covered', isShort && folded.some((part) => open.includes(part)));
  };

  return {
    fit() {
      const scrolled = [side, knobs?.element].map((element) => element?.scrollTop ?? 0);
      root.classList.remove('is-folded', 'is-covered', 'is-beside');
      for (const { element } of parts) element.hidden = false;
      side.hidden = false;
      root.classList.toggle('is-narrow', root.clientWidth < NARROW);
      bar.hidden = true;

      const under = panelsUnder(root);
      const height = window.innerHeight;
      const { natural, least } = heightsOf(main, frame, stage, under);
      isBeside = side.isConnected && main.isConnected && !under;
      knobsHeight = knobs?.element.offsetHeight ?? 0;
      fixed = least - knobsHeight - (under?.offsetHeight ?? 0);
      const overflows = isBeside ? side.scrollHeight > height : least > height;
      const foldsSide = overflows && (parts.length > 1 || frame.isConnected);
      bar.hidden = false;
      const ofBar = foldsSide && sections.length > 0 ? bar.offsetHeight : 0;
      const foldsKnobs = frame.isConnected && fixed + knobsHeight + ofBar > height;
      folded = parts.filter((part) => (part === knobs ? foldsKnobs : foldsSide));
      bar.hidden = folded.length === 0;
      const sharesStage = foldsKnobs && fixed + LEAST_KNOBS + bar.offsetHeight <= height;
      standard = [...(knobs && sharesStage ? [knobs] : []), ...(isBeside ? sections.slice(0, 1) : [])];
      root.classList.toggle('is-folded', folded.length > 0);
      root.classList.toggle('is-beside', folded.length > 0 && isBeside);
      layOut();
      [side, knobs?.element].forEach((element, i) => element?.scrollTo({ top: scrolled[i] ?? 0 }));
      return natural;
    },
  };
}
