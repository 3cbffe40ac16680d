import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { overlayIds } from '../../../src/core/scene/overlays.ts';
import { panelNow, panelRows, talkPanels } from '../../../src/core/scene/panels.ts';

/** What the files of a kind are called, in front of it. */
const named = (kind: string) => {
  const pattern = new RegExp(`([\\w-]+)\\.${kind}\\.ts$`);
  return readdirSync('src', { recursive: true, encoding: 'utf8' }).flatMap(
    (file) => pattern.exec(file)?.[1] ?? [],
  );
};

test('every panel has a file, and every file of a panel its row', () => {
  expect(named('(?:late-)?panel').toSorted()).toEqual(panelRows.map(({ id }) => id).toSorted());
});

test('every overlay is drawn by some file, and every such file is of an overlay', () => {
  expect([...new Set(named('overlay'))].toSorted()).toEqual(overlayIds.toSorted());
});

test('an id of today is what it was', () => {
  expect(panelRows.map(({ id }) => panelNow(id))).toEqual(panelRows.map(({ id }) => id));
});

test('README has a talk with all panels that a talk may show', () => {
  const example = /^```json\n(\{\n {2}"version": 1,\n {2}"talk".*?)^```/ms.exec(
    readFileSync('README.md', 'utf8'),
  )?.[1];
  const talk = JSON.parse(example ?? '{}') as { scenes: { beside: string[] }[] };
  expect(talk.scenes[0]?.beside).toEqual(talkPanels);
});
