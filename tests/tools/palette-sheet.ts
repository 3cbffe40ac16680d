import type { CSSOptions, Plugin } from 'vite';
import { page, type Palette, paletteNames, print, type RoleColors } from '../../src/styles/palette.ts';

/** The name of a role's variable: `--ink-soft` of `inkSoft`. */
export const variableOf = (role: string): string =>
  `--${role.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * The roles that `@palette` names, with their colors: `dark` stands for all of that palette, `dark: paper` for one. The
 * light palette has every role of the page; the others have those that are not the same everywhere; `print` has its
 * own.
 */
export function colorsOf(params: string): readonly (readonly [role: string, color: string])[] {
  const [name = '', role] = params.split(': ');
  const colors = name === 'print' ? Object.entries(print) : colorsIn(name as Palette);
  const named = colors.filter(([other]) => role === undefined || role === other);
  if (named.length === 0) throw new Error(`There is no palette and role "${params}".`);
  return named;
}

function colorsIn(name: Palette): readonly (readonly [role: string, color: string])[] {
  const at = paletteNames.indexOf(name);
  return Object.entries<RoleColors>(page).flatMap(([role, colors]) => {
    const color = colors[at];
    const isRepeated = at > 0 && new Set(colors).size === 1;
    return color === undefined || isRepeated ? [] : [[role, color] as const];
  });
}

/** What PostCSS, which Vite brings, calls an at-rule. */
type PostCssPlugin = NonNullable<Exclude<CSSOptions['postcss'], string | undefined>['plugins']>[number];
type AtRules = NonNullable<Extract<PostCssPlugin, { Declaration?: unknown }>['AtRule']>;
type AtRule = Parameters<Extract<AtRules, (...given: never[]) => unknown>>[0];

/** Puts variables in the place of `@palette` in style sheets. */
export function paletteInSheets() {
  return {
    postcssPlugin: 'palette-in-sheets',
    AtRule: {
      palette(rule: AtRule): void {
        const { params, source } = rule;
        rule.replaceWith(
          ...colorsOf(params).map(([role, value]) => ({
            prop: variableOf(role),
            value,
            ...(source && { source }),
          })),
        );
      },
    },
  };
}

/** Puts a colour in the place of `@palette` in the page's HTML. */
export function paletteInHtml(): Plugin {
  return {
    name: 'palette-in-html',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replaceAll(/@palette ([\w: ]+)/g, (_, params: string) => colorsOf(params)[0]![1]),
    },
  };
}
