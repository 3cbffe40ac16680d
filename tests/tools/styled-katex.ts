import type { Plugin } from 'vite';

/** How KaTeX gives what it makes its attributes: of a tall brace or parenthesis, its style, too. */
const attribute = /node\.setAttribute\(attr, this\.attributes\[attr\]\);/g;

/** What prints to a console, and what asks whether a page has a document type, which each of ours has. */
const tools =
  /\ndefineMacro\("\\\\(?:message|errmessage|show)", context => \{\n[\s\S]*?\n\}\);|\nif \(typeof document !== "undefined"\) \{\n  if \(document\.compatMode[\s\S]*?\n\}/g;

/**
 * KaTeX with the styles of its drawings set as properties: as attributes the page's content security policy refuses
 * them, as it refuses all that might come from elsewhere; and without its tools of a console. A build fails when a version
 * of KaTeX has either otherwise.
 */
export function styledKatex(): Plugin {
  return {
    name: 'styled-katex',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/katex\/dist\/katex\.mjs$/ },
      handler(code) {
        if ((code.match(attribute)?.length ?? 0) < 3)
          this.error('KaTeX sets attributes otherwise: see tests/tools/styled-katex.ts.');
        if (code.match(tools)?.length !== 4)
          this.error('KaTeX has other tools: see tests/tools/styled-katex.ts.');
        return code
          .replace(tools, '')
          .replace(
            attribute,
            "if (attr === 'style') node.style.cssText = this.attributes[attr]; else node.setAttribute(attr, this.attributes[attr]);",
          );
      },
    },
  };
}
