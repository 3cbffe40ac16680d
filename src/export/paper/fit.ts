/** How small a formula may become before its letters are taken instead. */
const SMALLEST = 0.6;

/** Makes formulas that are wider than the paper fit it. @param paper in the document, which shows it on paper alone */
export function fitOnPaper(paper: HTMLElement): void {
  // Laid out as it will be printed, where nobody sees it.
  paper.classList.add('is-measured');
  const lines = [...paper.querySelectorAll<HTMLElement>('.paper-formula, .equation-text > span')];
  const shares = lines.map(({ clientWidth, scrollWidth }) =>
    scrollWidth > 0 ? clientWidth / scrollWidth : 1,
  );
  paper.classList.remove('is-measured');
  lines.forEach((line, i) => {
    const share = shares[i]!;
    if (share >= 1) return;
    const { plain } = line.dataset;
    if (share < SMALLEST && plain !== undefined) line.replaceChildren(plain);
    else line.style.fontSize = `${Math.floor(share * 100)}%`;
  });
}
