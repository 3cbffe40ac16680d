/** Has a row of the controls, or of an equation, that is pointed at or has the focus lead to the glossary. */
export function meetTerms(root: HTMLElement): void {
  for (const type of ['pointerover', 'focusin'] as const)
    root.addEventListener(type, ({ target }) => {
      const row = (target as Element).closest('.lil-controller, .equation-line');
      if (row)
        import('./terms.ts').then(
          ({ offerTerm }) => offerTerm(row, type),
          () => {},
        );
    });
}
