import type { ModelId } from '../../core/scene/model-door.ts';
import { spoken } from '../spoken.ts';

export interface PreparedWords {
  readonly title: string;
  /** Two sentences, each of which a test holds true of the scene. */
  readonly caption: readonly [string, string];
}

const scenes: Readonly<Record<ModelId, readonly PreparedWords[]>> = {
  digits: [
    {
      title: '3322 weights that learn to read',
      caption: [
        'After one pass over 2,000 digits Adam reads 84 % of those that it has not seen.',
        'Gradient descent, at ten times the rate, reads 75 %.',
      ],
    },
    {
      title: 'Nothing comes of nothing',
      caption: [
        'From weights of zero all hidden units are alike and none has a gradient: a step moves 10 of 3322 parameters.',
        'After 63 steps both are still at 2.303, the logarithm of 10, and read a digit in ten.',
      ],
    },
  ],
  spiral: [
    {
      title: 'A bend that one finds and the other does not',
      caption: [
        'Gradient descent comes to 0.473 in 100 steps and to 0.467 in 300: it draws a line through the spiral.',
        'Adam is at 0.0605 by then, and tells 96 % of the points held back.',
      ],
    },
    {
      title: 'Without a hidden layer a line',
      caption: [
        'A line cannot follow a spiral: after 300 steps gradient descent is at 0.472 and Adam at 0.463.',
        'It has 3 parameters, and neither tells more than 66 % of the points held back.',
      ],
    },
  ],
  moons: [
    {
      title: 'Two moons apart',
      caption: [
        'After 300 steps Adam is at 0.00755 and tells all points held back.',
        'Gradient descent, at ten times the rate, is at 0.247 and tells 88 %.',
      ],
    },
    {
      title: 'Learning the noise',
      caption: [
        'Of moons that overlap Adam learns each point: it comes from 0.333 after 40 steps to 0.177 after 500.',
        'Of the points held back it tells 84 % after 40, and 82 % after 500.',
      ],
    },
  ],
  xor: [
    {
      title: 'Next to a saddle',
      caption: [
        'Gradient descent creeps from 0.698 to 0.678 in 150 steps: where it starts the loss is all but flat.',
        'Adam is at 0.181 by then, and tells 94 % of the points held back.',
      ],
    },
    {
      title: 'Nothing comes of nothing',
      caption: [
        'From weights of zero no hidden unit has a gradient: 12 of 13 parameters never move.',
        'After 300 steps both are still at 0.693, the logarithm of 2, which is guessing.',
      ],
    },
  ],
  logistic: [
    {
      title: 'A valley with a far end',
      caption: [
        'After 20 steps gradient descent is at 0.217 and Adam at 0.185.',
        'Then both creep, to 0.1641 and 0.1637 after 300: longer weights tell the points apart a little better still.',
      ],
    },
    {
      title: 'What a decay is for',
      caption: [
        'A decay of 0.1 makes long weights costly, and the valley ends near: both are at 0.3664 after 60 steps.',
        'As many of the points held back are told as without it after 300, 94 %.',
      ],
    },
  ],
  softmax: [
    {
      title: 'Three classes, and too sure of them',
      caption: [
        'After 20 steps gradient descent is at 0.321 and Adam at 0.256, after 300 at 0.178 and 0.172.',
        'Of the points held back gradient descent tells 89 % after 20, and 87 % after 300.',
      ],
    },
    {
      title: 'What a decay is for',
      caption: [
        'With a decay of 0.1 both come to 0.589 and stay.',
        'Adam swings past first: at 0.606 after 10 steps it is at 0.624 after 20.',
      ],
    },
  ],
  readmission: [
    {
      title: 'One minimum, two ways',
      caption: [
        'Gradient descent comes from 0.756 to 0.4398, and falls at every step.',
        'Adam swings past: at 0.4489 after 10 steps it is at 0.4515 after 20, and ends at 0.4401.',
      ],
    },
    {
      title: 'In years, days and grams',
      caption: [
        'With each column in its own unit the loss is a ravine: in 300 steps gradient descent comes from 0.603 to 0.578.',
        'Adam, which has a rate for each weight, leaps to 5.22 and is then at 0.4402; with columns of one size gradient descent is at 0.4403 after 20 steps.',
      ],
    },
  ],
  sales: [
    {
      title: 'A ravine',
      caption: [
        'In one step gradient descent comes from 14,917 to 776, and after 150 it is still at 135.',
        'With each column standardized the same question is a bowl: 20 steps come to 19.65.',
      ],
    },
    {
      title: 'The same question in other units',
      caption: [
        'Each column is counted in deviations from its mean: a rate fifty times as large is stable, and gradient descent is at 19.65 after 20 steps.',
        'Adam, whose steps are about as long as its rate however steep it is, is still at 4,669 after 60.',
      ],
    },
  ],
  'option-prices': [
    {
      title: 'Flat, and still wrong',
      caption: [
        'With next to no volatility no price moves: gradient descent comes from 1.92 to 1.65 in 40 steps, and to 0.0685 in 80.',
        'RMSprop, which divides the gradient by its own size, is at 0.13 after one.',
      ],
    },
    {
      title: 'A smile begins flat, too',
      caption: [
        'With a smile gradient descent has four parameters and stands still for longer: it is at 1.85 after 80 steps, and at 0.0223 after 150.',
        'Adam is at 0.0815 after 5.',
      ],
    },
  ],
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
    {
      title: 'A line, with all that the data leave open',
      caption: [
        'SGLD never comes to rest, and where it has been is the answer: over the last half of 8,000 steps its mean slope is 11.0, as at the top of the posterior.',
        'The bands on the data are those of its samples; nine tenths of the posterior’s slopes lie between 8.76 and 13.2.',
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
        'Muon’s steps are as long at the bottom as at the top: after 150 of them it is still hopping about, at 0.000704.',
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
        'After 500 it is at 2.39, with two of three singular values still to learn, and Muon is at 0.00563.',
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

/** Scenes on models that are worth opening in class, in the order of `preparedFragments`. */
export const prepared = { heading: 'Scenes to open', scenes } as const;

spoken({ prepared });
