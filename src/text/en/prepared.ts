import type { ModelId } from '../../core/scene/model-door.ts';
import { spoken } from '../spoken.ts';

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
  delivery: [
    {
      title: 'Two ways around, and a better one',
      caption: [
        'From 22.6 minutes gradient descent turns north and squeezes past the jam, to 17.74.',
        'Momentum swings out of that valley and around every jam, to 17.28, and neither finds the 15.52 minutes in the south.',
      ],
    },
    {
      title: 'A kink that a constant rate never comes to',
      caption: [
        'At a rate of 1 gradient descent hops about the heaviest customer for ever: after 200 steps it is at 2.044.',
        'With a rate that falls as a cosine it comes to rest on the kink, at 1.977.',
      ],
    },
  ],
  recovery: [
    {
      title: 'A bent valley',
      caption: [
        'After 40 steps gradient descent is nearly there, at a rate of 0.304 a day and an end of 0.886.',
        'Momentum has swung past, to a quicker recovery with a lower end, 0.582 and 0.839, and its loss is eight times as high.',
      ],
    },
    {
      title: 'A treatment is a third parameter',
      caption: [
        'With a treatment from day 6 until day 11 gradient descent is at 0.00473 after 40 steps of three parameters.',
        'RMSprop is at 0.000501, less than a ninth of that.',
      ],
    },
  ],
  posterior: [
    {
      title: 'A flat valley is what one does not know',
      caption: [
        'After 200 steps gradient descent has a slope of 5.51 and RMSprop one of 7.29.',
        'Both are next to the top: between them the logarithm of the posterior differs by 0.106.',
      ],
    },
    {
      title: 'What a prior does',
      caption: [
        'A prior of deviation 3 pulls the slope at the top from 7.32 to 3.92.',
        'It bends the valley up, so that gradient descent at the same rate is within 0.0002 of the top after 200 steps, where it was off by 0.106.',
      ],
    },
  ],
};

/** Scenes on models that are worth opening in class, in the order of `preparedScenes`. */
export const prepared = { heading: 'Scenes to open', scenes } as const;

spoken({ prepared });
