/** A font as attributes say it. */
export interface Font {
  readonly size: number;
  readonly family: string;
  readonly weight: string | undefined;
  readonly style: string | undefined;
}

/** The parts of "italic 600 12px Inter, sans-serif". */
export function readFont(font: string): Font {
  const [, before = '', size = '10', family = 'sans-serif'] = /^(.*?)([\d.]+)px\s+(.+)$/.exec(font) ?? [];
  return {
    size: Number(size),
    // Attributes of attributes' quotes are hard on some readers.
    family: family.replaceAll('"', "'"),
    weight: /\d{3}/.exec(before)?.[0],
    style: before.includes('italic') ? 'italic' : undefined,
  };
}
