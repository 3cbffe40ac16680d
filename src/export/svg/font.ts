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
    weight: weightOf(before),
    style: before.includes('italic') ? 'italic' : undefined,
  };
}

/** A weight between the hundreds, which SVG of version 1.1 does not know, is none at all to some programs. */
function weightOf(text: string): string | undefined {
  const weight = /\d{3}/.exec(text)?.[0];
  return weight && String(Math.round(Number(weight) / 100) * 100);
}
