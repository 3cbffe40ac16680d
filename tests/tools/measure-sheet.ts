import type { CSSOptions } from 'vite';
import { layers, measures, screens } from '../../src/styles/measures.ts';

/** What PostCSS, which Vite brings, calls a plugin. */
type PostCssPlugin = NonNullable<Exclude<CSSOptions['postcss'], string | undefined>['plugins']>[number];

/** Every length and layer as a sheet names it, with what it stands for. */
export const named: ReadonlyMap<string, string> = new Map([
  ...Object.entries(measures).flatMap(([kind, lengths]) =>
    Object.entries<number>(lengths).flatMap(([name, length]) => [
      [`--${kind}-${name}`, `calc(${length} * var(--px))`] as const,
      [`--${kind}-${name}-still`, `${length}px`] as const,
    ]),
  ),
  ...Object.entries(layers).map(([name, layer]) => [`--layer-${name}`, String(layer)] as const),
]);

/** A declaration's value with every measure put in. */
export function withMeasures(value: string): string {
  const plain = value.replaceAll(/var\((--(?:type|round|space|layer)-[\w-]+)\)/g, (_, name: string) => {
    const measure = named.get(name);
    if (measure === undefined) throw new Error(`There is no measure "${name}".`);
    return measure;
  });
  // What is set back by a measure: one calculation and not one within another.
  return plain.replaceAll(
    /calc\(-1 \* (?:calc\(([\d.]+) \* var\(--px\)\)|([\d.]+)px)\)/g,
    (_, grown?: string, still?: string) =>
      grown === undefined ? `-${still}px` : `calc(-${grown} * var(--px))`,
  );
}

/** A media query with every screen put in. */
export function withScreens(query: string): string {
  return query.replaceAll(/\(--([\w-]+)\)/g, (_, name: string) => {
    if (!(name in screens)) throw new Error(`There is no screen "${name}".`);
    return screens[name as keyof typeof screens];
  });
}

/** Puts the measures into style sheets. */
export function measuresInSheets() {
  return {
    postcssPlugin: 'measures-in-sheets',
    Declaration(declaration) {
      const value = withMeasures(declaration.value);
      if (value !== declaration.value) declaration.value = value;
    },
    AtRule: {
      media(rule) {
        const params = withScreens(rule.params);
        if (params !== rule.params) rule.params = params;
      },
    },
  } satisfies PostCssPlugin;
}
