import type { ModelId } from '../../core/scene/model-door.ts';

export interface PreparedWords {
  readonly title: string;
  /** Two sentences, each of which a test holds true of the scene. */
  readonly caption: readonly [string, string];
}

const scenes: Readonly<Partial<Record<ModelId, readonly PreparedWords[]>>> = {
  'robot-arm': [
    {
      title: 'A dead end behind the obstacle',
      caption: [
        'After 200 steps gradient descent has stood still for 100 of them at a loss of 0.305, its elbow on the wrong side of the obstacle.',
        'Momentum, from the same start, rolls over the ridge and is at 0.0732.',
      ],
    },
    {
      title: 'A smooth motion is a ravine',
      caption: [
        'Twelve postures of four joints are 48 parameters, and after 200 steps gradient descent is still at 0.966.',
        'Adam, which has a rate for each of them, is below 0.4 after 50.',
      ],
    },
  ],
};

/** Scenes on models that are worth opening in class, in the order of `preparedScenes`. */
export const prepared = { heading: 'Scenes to open', scenes } as const;
