import { keys } from '../../src/core/scene/schema.ts';
import { linkKeys } from '../../src/text/en/link-keys.ts';

/** The table of keys as Markdown, for the documentation of links. */
export function linkTable(): string {
  const rows = keys.map(({ key, kind, path }) => [
    `\`${key}\``,
    linkKeys[key] ?? '',
    kind.form,
    `\`${path.join('.')}\``,
  ]);
  const lines = [['key', 'what it says', 'value', 'in a file'], ['---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
