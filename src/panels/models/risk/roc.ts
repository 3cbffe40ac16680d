import type { Roc } from '../../../core/models/ranking.ts';
import { formatShort } from '../../../core/math/format.ts';
import { risk as text, type RiskWords } from '../../../text/en/risk.ts';
import { write } from '../canvas.ts';
import type { ShownRisk } from './shown.ts';

const LEFT = 26;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 24;

/** The curves of true against false alarms as the threshold falls, that of the selected run with its area and threshold. */
export function drawRoc(
  context: CanvasRenderingContext2D,
  curves: readonly { readonly roc: Roc; readonly color: string; readonly isSelected: boolean }[],
  place: { readonly falseShare: number; readonly trueShare: number } | null,
  size: number,
  ink: ShownRisk['ink'],
  words: RiskWords,
): void {
  const x = (share: number) => LEFT + share * (size - LEFT - RIGHT);
  const y = (share: number) => size - BOTTOM - share * (size - BOTTOM - TOP);
  context.lineWidth = 1;
  context.strokeStyle = ink.line;
  context.strokeRect(x(0), y(1), x(1) - x(0), y(0) - y(1));
  context.setLineDash([3, 4]);
  context.beginPath();
  context.moveTo(x(0), y(0));
  context.lineTo(x(1), y(1));
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = ink.soft;
  context.textAlign = 'center';
  context.fillText(words.falseShare, (x(0) + x(1)) / 2, size - 7);
  context.save();
  context.rotate(-Math.PI / 2);
  context.fillText(words.trueShare, -(y(0) + y(1)) / 2, 16);
  context.restore();

  for (const { roc, color, isSelected } of curves) {
    context.beginPath();
    roc.falseShare.forEach((share, i) => context.lineTo(x(share), y(roc.trueShare[i]!)));
    context.strokeStyle = color;
    context.lineWidth = isSelected ? 2.6 : 1.1;
    context.globalAlpha = isSelected ? 1 : 0.6;
    context.stroke();
    if (!isSelected) continue;
    context.lineTo(x(1), y(0));
    context.closePath();
    context.fillStyle = color;
    context.globalAlpha = 0.12;
    context.fill();
    context.globalAlpha = 1;
  }
  context.globalAlpha = 1;
  const own = curves.find(({ isSelected }) => isSelected);
  if (!own || !place) return;
  context.textAlign = 'right';
  write(
    context,
    text.area(formatShort(Number(own.roc.area.toFixed(3)))),
    x(1) - 8,
    y(0) - 10,
    ink.ink,
    ink.paper,
  );
  const [px, py] = [x(place.falseShare), y(place.trueShare)];
  context.beginPath();
  context.arc(px, py, 5, 0, 2 * Math.PI);
  context.fillStyle = own.color;
  context.fill();
  context.strokeStyle = ink.ink;
  context.lineWidth = 1.6;
  context.stroke();
  // Under the curve, which rises to the right.
  const hasRoom = x(1) - px > 76;
  context.textAlign = hasRoom ? 'left' : 'right';
  const [wx, wy] = hasRoom ? [px + 9, py + 15] : [x(1) - 6, py + 20];
  write(context, text.threshold, wx, wy, ink.ink, ink.paper);
}
