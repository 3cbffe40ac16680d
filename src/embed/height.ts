/** The least height of a stage beside which anything else is shown, in CSS pixels; the style sheet has the same number. */
const LEAST_STAGE = 136;

/** Heights of an embed in which nothing is folded, in CSS pixels. */
export interface Heights {
  /** At which the stage has good proportions and nothing is cut off. */
  readonly natural: number;
  /** Under which something is cut off. */
  readonly least: number;
}

/** The panels when they stand under the stage and add to its height, else null. */
export function panelsUnder(root: HTMLElement): HTMLElement | null {
  const side = root.querySelector<HTMLElement>('.embed-side');
  const main = root.querySelector<HTMLElement>('.embed-main');
  return side && main && side.offsetTop >= main.offsetTop + main.offsetHeight ? side : null;
}

/**
 * @param frame what holds the stage, and over it the legend where that has no room on it
 * @param under panels under the stage
 */
export function heightsOf(
  main: HTMLElement,
  frame: HTMLElement,
  stage: HTMLElement,
  under: HTMLElement | null,
): Heights {
  const rest = [...main.children].reduce(
    (sum, child) => sum + (child === frame ? 0 : (child as HTMLElement).offsetHeight),
    frame.isConnected ? frame.offsetHeight - stage.offsetHeight : 0,
  );
  const room = Math.min(520, Math.max(150, Math.round(main.clientWidth * 0.62)));
  const [good, little] = frame.isConnected ? [room, LEAST_STAGE] : [0, 0];
  const others = rest + (under?.offsetHeight ?? 0);
  return { natural: Math.ceil(good + others), least: Math.ceil(little + others) };
}
