import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { isOpen } from '../../../src/app/asking.ts';
import { answerForm } from '../../../src/core/ask/ask.ts';
import { scenesOf } from '../../../src/core/lesson/lesson.ts';
import { liveNumberPattern } from '../../../src/core/lesson/live-number.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { restoreTalk } from '../../../src/core/talk/restore.ts';
import { writeTalk } from '../../../src/core/talk/file.ts';
import { course } from '../../../src/lessons/course/index.ts';
import { talkOfLesson } from '../../../src/lessons/talk-of-lesson.ts';
import { aheadOf } from '../../../src/present/ahead.ts';
import { manualClock } from '../app/manual-clock.ts';
import '../../../src/app/all-rules.ts';

describe.each(course.map((entry) => [entry.id, entry] as const))('%s, presented', (_, entry) => {
  test('is a talk of its parts that survives a file, whose captions are short and tell no answer', async () => {
    const lesson = await entry.load();
    const talk = talkOfLesson(lesson);
    expect(talk.scenes.map(({ id, scene }) => [id, scene])).toEqual(
      lesson.parts.map(({ id }, i) => [id, scenesOf(lesson.parts)[i]]),
    );
    const { talk: again, problems } = restoreTalk(JSON.parse(JSON.stringify(writeTalk(talk, true))));
    expect(problems).toEqual([]);
    expect(again).toEqual(talk);
    for (const { caption, scene, notes } of talk.scenes) {
      expect(caption.search(liveNumberPattern), caption).toBe(-1);
      expect(caption.length, caption).toBeLessThan(700);
      expect(notes).not.toBe('');
      // No sentence is left hanging.
      expect(
        caption === '' || notes.split('\n\n')[0]!.endsWith(caption.slice(-8)) || /[.?]$/.test(caption),
        caption,
      ).toBe(true);
      if (readFragment(scene).scene.ask) expect(caption).toBe('');
    }
  });

  test('the next key answers each question before it goes on', async () => {
    for (const own of talkOfLesson(await entry.load()).scenes) {
      const { scene, playhead } = readFragment(own.scene);
      if (!scene.ask || scene.model) continue;
      const app = createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' });
      const isAsked = answerForm(scene.ask.kind) !== 'setting';
      expect([isOpen(app.state), aheadOf(app, own, false, false).kind]).toEqual(
        isAsked ? [true, 'answer'] : [false, 'scene'],
      );
      app.lock();
      expect(aheadOf(app, own, false, false).kind).toBe('scene');
      app.dispose();
    }
  });
});
