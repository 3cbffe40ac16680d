/** #rrggbb as numbers from 0 to 255. */
export function rgb(color: string): readonly [number, number, number] {
  const value = Number.parseInt(color.trim().slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
