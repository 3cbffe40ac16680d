import { keys } from './schema.ts';

/** The table of keys as Markdown, for the documentation of links. */
export function linkTable(): string {
  const rows = keys.map(({ key, form, meaning, path }) => [
    `\`${key}\``,
    meaning,
    form,
    `\`${path.join('.')}\``,
  ]);
  const lines = [['key', 'what it says', 'value', 'in a file'], ['---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
