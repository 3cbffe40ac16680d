import { formatNumber } from '../../../core/math/format.ts';
import type { Model } from '../../../core/models/types.ts';
import { digits as text } from '../../../text/en/digits.ts';
import { html, setAttribute, setText } from '../../../ui/dom.ts';
import { createTile, largest, paintDigit } from './paint.ts';
import { createPaper } from './paper.ts';

interface Reader {
  readonly model: Model;
  readonly parameters: Float64Array;
  readonly name: string;
}

/** An output as a bar's number: a share in percent; of squared errors any number, which may be very large. */
export function outputText(value: number, isShare: boolean): string {
  if (isShare && Number.isFinite(value)) return `${Math.round(100 * value)} %`;
  // As many decimals on each bar, as long as that is short.
  const hundredths = Math.round(100 * value);
  return Math.abs(value) < 1000
    ? (hundredths / 100 || 0).toFixed(2).replace('-', '\u2212')
    : formatNumber(value, 2);
}

/** A pad to draw a digit on, and what the selected run's network takes it for at the step. */
export function createPad() {
  const hint = html('p', { class: 'digits-note', id: 'digits-pad-hint' }, text.padHint);
  const paper = createPaper(() => read());
  const seen = createTile();
  seen.className = 'digits-seen';
  seen.setAttribute('role', 'img');
  seen.setAttribute('aria-label', text.seen);
  const clear = html('button', { type: 'button', class: 'digits-clear' }, text.clear);
  const reads = html('p', { class: 'digits-reads', role: 'status' }, text.empty);
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = html('i', {});
    const share = html('span', {});
    const row = html('li', {}, html('b', {}, String(digit)), bar, share);
    return { bar, share, row };
  });
  const bars = html('ul', { class: 'digits-bars' }, ...rows.map(({ row }) => row));

  let reader: Reader | null = null;

  const read = () => {
    const pixels = paper.pixels();
    paintDigit(seen, pixels, paper.ink);
    const { isBlank } = paper;
    seen.hidden = isBlank;
    clear.disabled = isBlank;
    const outputs = reader && !isBlank ? reader.model.outputs(reader.parameters, pixels) : null;
    const best = outputs ? largest(outputs) : -1;
    const isShares = reader?.model.options['objective'] !== 'squared error';
    setAttribute(bars, 'aria-label', isShares ? text.probabilities : text.outputs);
    rows.forEach(({ bar, share, row }, digit) => {
      const value = outputs?.[digit] ?? 0;
      bar.style.setProperty('--share', Math.max(0, Math.min(1, value || 0)).toFixed(4));
      setText(share, outputs ? outputText(value, isShares) : '');
      row.className = digit === best ? 'is-best' : '';
    });
    setText(reads, reader && outputs ? text.padReads(reader.name, best) : text.empty);
  };
  clear.addEventListener('click', () => paper.put(null));

  return {
    element: html(
      'section',
      {},
      html('div', { class: 'digits-head' }, html('h3', {}, text.pad), reads, clear),
      hint,
      html('div', { class: 'digits-draw' }, html('div', { class: 'digits-paper' }, paper.canvas, seen), bars),
    ),
    put: (pixels: Float64Array) => paper.put(pixels),
    show(next: Reader | null, color: string) {
      reader = next;
      paper.setInk(color);
      read();
    },
    resize: () => paper.paint(),
  };
}
