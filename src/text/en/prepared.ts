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
  memory: [
    {
      title: 'The tail is learned last',
      caption: [
        'Gradient descent learns what is often asked for at once: after 20 steps it is at 0.300, where Muon is at 1.27.',
        'Then it creeps along the tail, to 0.0273 after 150 steps, and Muon, which learns all facts alike, is at 0.00441.',
      ],
    },
    {
      title: 'Steps that keep their length',
      caption: [
        'With squared errors the loss is a bowl, and gradient descent, whose steps become shorter, is below one millionth after 60 steps.',
        'Muon’s steps are as long at the bottom as at the top: after 150 of them it is still hopping about, at 0.000705.',
      ],
    },
  ],
  'deep-linear': [
    {
      title: 'Standing still, then a drop',
      caption: [
        'In 60 steps gradient descent comes from 10.5 to 10.3, and in the next 60 to 3.62: the largest singular value is learned.',
        'After 200 it is at 1.02 and after 500 at 0.00284; Muon, which moves all of them alike, is at 0.46 after 80.',
      ],
    },
    {
      title: 'The more matrices, the longer the plateau',
      caption: [
        'With four matrices gradient descent is still at 10.4 after 120 steps, where with three it was at 3.62.',
        'After 500 it is at 2.40, with two of three singular values still to learn, and Muon is at 0.00563.',
      ],
    },
  ],
  'low-rank': [
    {
      title: 'One after another, down to the noise',
      caption: [
        'Gradient descent is at 8.76 of 10.3 after 20 steps, and after 100 at 0.318.',
        'After 300 steps it and Adam are both at 0.0225: that is noise, which three columns cannot follow.',
      ],
    },
    {
      title: 'Out of balance',
      caption: [
        'With U ten times as large and V a tenth gradient descent sets out faster: at 5.86 after 10 steps, where it was at 9.92 in balance.',
        'Then it creeps, and is at 0.601 after 300 steps, where it was at 0.0225; Adam is at 0.0225 in both.',
      ],
    },
  ],
  'two-players': [
    {
      title: 'Both at once, and out they go',
      caption: [
        'Each step of gradient descent at a rate of 0.1 takes the players √1.01 times as far out: after 300 steps 4.45 times as far.',
        'Adam, whose steps are as long for either player, is more than 6 times as far out by then.',
      ],
    },
    {
      title: 'In turns they circle',
      caption: [
        'The second player answers to where the first has gone: after 300 steps gradient descent is 0.952 times as far out as at first, and after 100 it was 0.988 times.',
        'Turns alone do not save Adam, which is at 5.98 times its first distance.',
      ],
    },
    {
      title: 'Momentum is a game of place and velocity',
      caption: [
        'x is the place of a ball in a bowl and y its velocity: the first step moves x by 0.1 times y.',
        'Both turn about each other, and friction alone gathers them: after 100 steps the ball is at 0.628 of its first distance.',
      ],
    },
  ],
};

/** Scenes on models that are worth opening in class, in the order of `preparedScenes`. */
export const prepared = { heading: 'Scenes to open', scenes } as const;

spoken({ prepared });
