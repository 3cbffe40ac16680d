/** The panels when they stand under the stage and add to its height, else null. */
export function panelsUnder(root: HTMLElement): HTMLElement | null {
  const side = root.querySelector<HTMLElement>('.embed-side');
  const main = root.querySelector<HTMLElement>('.embed-main');
  return side && main && side.offsetTop >= main.offsetTop + main.offsetHeight ? side : null;
}

/** The height at which the stage has good proportions and nothing is cut off, in CSS pixels. */
export function naturalHeight(main: HTMLElement, stage: HTMLElement, under: HTMLElement | null): number {
  const rest = [...main.children].reduce(
    (sum, child) => sum + (child === stage ? 0 : (child as HTMLElement).offsetHeight),
    0,
  );
  const room = stage.isConnected ? Math.min(520, Math.max(150, Math.round(main.clientWidth * 0.62))) : 0;
  return Math.ceil(room + rest + (under?.offsetHeight ?? 0));
}
