import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { inPalettes, page } from '../../../src/styles/palette.ts';
import { figureInk } from '../../../src/charts/figures/ink.ts';
import { captionExporter } from '../../../src/export/caption/exporter.ts';
import { fileName } from '../../../src/export/file-name.ts';
import { arrange, sheetSize, sheetShapes, whats } from '../../../src/export/picture/layout.ts';
import { describePng } from '../../../src/export/picture/png.ts';
import { pictureExporters } from '../../../src/export/picture/exporters.ts';
import { contextOf } from './context.ts';

describe('what a PNG says of itself', () => {
  const plain = new PNG({ width: 3, height: 2 });
  plain.data.forEach((_, i) => (plain.data[i] = (i * 37) % 256));
  const file = PNG.sync.write(plain);
  const described = Buffer.from(describePng(file, { Source: 'https://e.org/#ñ', Title: 'f\0' }, 2));

  it('leaves the picture as it was, in a file that another program reads with its checks', () => {
    const read = PNG.sync.read(described, { checkCRC: true });
    expect([read.width, read.height]).toEqual([3, 2]);
    expect(read.data.equals(plain.data)).toBe(true);
  });

  it('is in chunks of text, behind the header', () => {
    const at = described.indexOf('iTXtSource\0\0\0\0\0https://e.org/#ñ', 'utf8');
    expect(at).toBeGreaterThan(33);
    expect(at).toBeLessThan(described.indexOf('IDAT'));
    expect(described.includes('iTXtTitle\0\0\0\0\0f')).toBe(true);
  });

  it('gives two pixels the size of one CSS pixel at 2x', () => {
    const at = described.indexOf('pHYs') + 4;
    expect([described.readUInt32BE(at), described.readUInt32BE(at + 4), described[at + 8]]).toEqual([
      7559, 7559, 1,
    ]);
  });
});

describe('the name of a file', () => {
  const context = contextOf('loss=himmelblau&opt=adam&opt=sgd&opt=adam');
  it('says surface, rules, step, content and resolution', () => {
    expect(fileName(context, { what: 'stage', extension: 'png', step: 34, ratio: 2 })).toBe(
      'fall-line-himmelblau-adam-sgd-step-34-stage@2x.png',
    );
    expect(fileName(context, { what: 'film', extension: 'mp4', step: [0, 200] })).toBe(
      'fall-line-himmelblau-adam-sgd-steps-0-to-200-film.mp4',
    );
  });

  it('counts the rules where they are many, and leaves 1x out', () => {
    const many = contextOf('loss=beale&opt=adam&opt=sgd&opt=rmsprop&opt=adagrad');
    expect(fileName(many, { what: 'map', extension: 'png', ratio: 1 })).toBe(
      'fall-line-beale-4-optimizers-map.png',
    );
  });

  it('is of plain letters whatever the scene holds', () => {
    const odd = { scene: { ...context.scene, loss: '../Ö b/\u0000c' }, runs: [] };
    expect(fileName(odd, { what: 'runs', extension: 'csv' })).toMatch(/^[a-z\d-]+\.csv$/);
  });
});

describe('the layout of a sheet', () => {
  const cases = whats.flatMap((what) => sheetShapes.map((shape) => [what, shape] as const));
  it.each(cases)('of %s at %s keeps its parts on it and clear of each other', (what, shape) => {
    const { width, height } = sheetSize(what, shape, { width: 300, height: 700 });
    const { title, legend, stage, stageShare = 1, map, chart } = arrange(what, width, height, () => 63);
    // The room around the stage is for its shadow alone, which may fall on what is beside it.
    const [left, down] = [0, 0].map(() => (1 - stageShare) / 2);
    const body = stage && {
      x: stage.x + left! * stage.width,
      y: stage.y + down! * stage.height,
      width: stage.width * stageShare,
      height: stage.height * stageShare,
    };
    const boxes = [title, legend, body, map, chart].filter((box) => box !== undefined);
    expect(boxes.length).toBe({ stage: 2, map: 2, maps: 2, chart: 2, figure: 5 }[what]);
    for (const [i, a] of boxes.entries()) {
      expect(a.width).toBeGreaterThan(100);
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(width + 1);
      expect(a.y + a.height).toBeLessThanOrEqual(height + 1);
      for (const b of boxes.slice(i + 1)) {
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const over = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        expect(Math.min(across, over)).toBeLessThanOrEqual(1.5);
      }
    }
  });

  it('of a stage without a legend is all stage', () => {
    expect(arrange('stage', 960, 640, () => 0)).toEqual({ stage: { x: 0, y: 0, width: 960, height: 640 } });
  });

  it('has the proportions of the stage on the page, within reason', () => {
    expect(sheetSize('stage', 'page', { width: 500, height: 400 })).toEqual({ width: 960, height: 768 });
    expect(sheetSize('stage', 'page', { width: 0, height: 0 })).toEqual({ width: 960, height: 640 });
    expect(sheetSize('stage', 'page', { width: 9000, height: 10 })).toEqual({ width: 960, height: 320 });
  });
});

describe('the colours of a figure', () => {
  it.each(['light', 'dark'] as const)('are the %s theme’s own', (theme) => {
    const { paper, ink, inkSoft: soft, line } = inPalettes(page)[theme];
    expect(figureInk[theme]).toEqual({ paper, ink, soft, line });
  });
});

describe('the kinds of export', () => {
  const one = contextOf('opt=adam');
  const two = contextOf('opt=adam&opt=sgd');
  it('have options for all of their fields, chosen among what is offered', () => {
    for (const { fields, initial } of [...pictureExporters(two), captionExporter(two)]) {
      for (const field of fields) {
        expect(Object.keys(initial)).toContain(field.key);
        if (field.kind === 'choice')
          expect(field.choices.map(({ value }) => value)).toContain(initial[field.key]);
      }
    }
  });

  it('have a legend on the stage where several runs are seen, and as a choice', () => {
    for (const [context, first] of [
      [one, false],
      [two, true],
    ] as const) {
      const { fields, initial } = pictureExporters(context)[0]!;
      expect(initial['stageLegend']).toBe(first);
      const shown = fields.filter((field) => field.label === 'Legend' && (field.shown?.(initial) ?? true));
      expect(shown.map(({ key }) => key)).toEqual(['stageLegend']);
    }
  });

  it('offer a map for each optimizer where there are several', () => {
    const offered = [one, two].map((context) => {
      const field = pictureExporters(context)[0]?.fields.find(({ key }) => key === 'what');
      return field?.kind === 'choice' && field.choices.some(({ value }) => value === 'maps');
    });
    expect(offered).toEqual([false, true]);
  });
});
