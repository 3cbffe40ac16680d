import { expect, test } from 'vitest';
import { nameScene, nameTalk } from '../../src/ui/document-title.ts';

test('the window has the talk’s title while it is given, and the scene’s else', () => {
  document.title = 'Fall Line';
  nameTalk('Bowls');
  expect(document.title).toBe('Bowls');
  nameTalk(null);
  expect(document.title).toBe('Fall Line');
  nameScene('Fall Line: Booth');
  expect(document.title).toBe('Fall Line: Booth');
  nameTalk('Bowls');
  // Scenes of the talk.
  nameScene('Fall Line: Beale');
  expect(document.title).toBe('Bowls');
  nameTalk(null);
  expect(document.title).toBe('Fall Line: Beale');
});
