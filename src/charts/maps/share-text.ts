import { mapWork as text } from '../../text/en/map-work.ts';

/** A share of a map in per cent: with one decimal, and what is little but there never as none. */
export function shareText(count: number, total: number): string {
  const percent = (100 * count) / total;
  return count > 0 && percent < 0.05 ? text.under : text.share(percent.toFixed(1));
}
