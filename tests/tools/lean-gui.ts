/**
 * lil-gui without what the page never asks it for: its own rows but those of a button and a switch (the page's others
 * are derived from `Controller` alone), and its stylesheet (the page brings its own).
 * The browser tests run on the built page. A build fails when a version of lil-gui no longer has what is taken out.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { method, question, textOf, trimmed, wantedNames } from './trimming.ts';

/** What is taken out, and what stands there instead. */
const replaced: readonly (readonly [RegExp, string])[] = [
  ...['Color', 'Number', 'Option', 'String'].map(
    (name) =>
      [new RegExp(`\\nclass ${name}Controller extends Controller \\{\\n[\\s\\S]*?\\n\\}\\n`), '\n'] as const,
  ),
  [/\nvar stylesheet = `[^`]*`;\n/, '\n'],
  [/\n\t\tif \( !stylesInjected && injectStyles \) \{\n[\s\S]*?\n\t\t\}\n/, '\n'],
  [
    /\n\tadd\( object, [^\n]*\) \{\n[\s\S]*?\n\t\}\n/,
    '\n\tadd( object, property ) {\n\t\treturn new FunctionController( this, object, property );\n\t}\n',
  ],
  [/\nexport \{[^}]*\};\n/, '\nexport { BooleanController, Controller, GUI };\n'],
];

export function leanGui(): Plugin {
  const source = fileURLToPath(import.meta.resolve('lil-gui')).replaceAll('\\', '/');
  return {
    name: 'lean-gui',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (id !== source) return null;
      let lean = code;
      for (const [part, rest] of replaced) {
        const before = lean;
        lean = lean.replace(part, rest);
        if (lean === before) this.error(`lil-gui no longer has ${part.source}: see tests/tools/lean-gui.ts.`);
      }
      if (lean.search(method) < 0) this.error('lil-gui has no methods: see tests/tools/lean-gui.ts.');
      const asked = new Set([...lean.matchAll(question)].map(([, name = '']) => name));
      const kinds = { some: asked, all: new Set<string>() };
      const wanted = wantedNames([lean], textOf(fileURLToPath(new URL('../../src', import.meta.url))), kinds);
      return { code: trimmed(lean, wanted, kinds), map: { mappings: '' } };
    },
  };
}
