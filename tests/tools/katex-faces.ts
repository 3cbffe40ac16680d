import type { Plugin } from 'vite';

/** A typeface's measures in KaTeX: `"Main-Regular": { "32": [0, 0, 0, 0, 0.25], ... }`. */
const measures = / {2}"(\w+-\w+)": \{\n(?: {4}"\d+": \[[^\]]*\],?\n)* {2}\},?\n/g;
/** What comes after them all. */
const afterMeasures = /\n\/\*\*\n \*\s+This file contains metrics/;

/**
 * Of KaTeX's twenty typefaces in three formats, those that equations and captions use, as WOFF2. A letter of another one
 * the browser makes of what it has, and it is measured as one of the main typeface. A build fails when a version of KaTeX
 * lists typefaces or measures otherwise.
 */
export function withKatexFaces(...names: readonly string[]): Plugin[] {
  return [
    {
      name: 'with-katex-fonts',
      enforce: 'pre',
      transform(code, id) {
        if (!id.endsWith('/katex.min.css')) return null;
        const woff2 = code.replace(/,url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, '');
        if (woff2 === code) this.error('KaTeX no longer lists its typefaces in other formats behind WOFF2.');
        const missed = names.filter((name) => !woff2.includes(`KaTeX_${name}.woff2`));
        if (missed.length > 0) this.error(`KaTeX has no typeface ${missed.join(', ')}.`);
        const needed = new RegExp(`KaTeX_(${names.join('|')})\\.woff2`);
        return woff2.replace(/@font-face\{[^}]*\}/g, (face) => (needed.test(face) ? face : ''));
      },
    },
    {
      name: 'with-katex-measures',
      apply: 'build',
      enforce: 'pre',
      transform: {
        filter: { id: /\/katex\/dist\/katex\.mjs$/ },
        handler(code) {
          const others: string[] = [];
          const lean = code.replace(measures, (all, name: string) => {
            if (names.includes(name)) return all;
            others.push(name);
            return '';
          });
          if (others.length === 0 || !afterMeasures.test(lean))
            this.error('KaTeX measures its typefaces otherwise: see tests/tools/katex-faces.ts.');
          return lean.replace(afterMeasures, (next) => `${others.map(asMain).join('')}${next}`);
        },
      },
    },
  ];
}

const asMain = (name: string) => {
  const main = name.includes('Bold') ? 'Main-Bold' : 'Main-Regular';
  return `\nfontMetricsData["${name}"] = fontMetricsData["${main}"];`;
};
