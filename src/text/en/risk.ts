import { listed } from '../listed.ts';
import { spoken } from '../spoken.ts';

/** What class 1 and class 0 are called. */
export interface RiskWords {
  readonly falseShare: string;
  readonly trueShare: string;
  probabilityOf(name: string, column: string, isHeld: boolean): string;
  rocOf(name: string, falseShare: string, trueShare: string): string;
  calibration(name: string, expected: string, happened: string, brier: string): string;
}

const point = (name: string, isHeld: boolean) =>
  `at ${name}’s probability${isHeld ? ', hollow where it is held back' : ''}`;

const ofPatients: RiskWords = {
  falseShare: 'of those who stayed away, alarmed',
  trueShare: 'of those who came back, found',
  probabilityOf: (name, column, isHeld) =>
    `Probability of coming back by ${column}: the thick line is ${name}’s for patients who are average otherwise. Each point is a patient ${point(name, isHeld)}; triangles came back.`,
  rocOf: (name, falseShare, trueShare) =>
    `From the threshold on ${name} finds ${trueShare} of those who came back and alarms for ${falseShare} of the others.`,
  calibration: (name, expected, happened, brier) =>
    `Calibration: ${name} expects ${expected} of them back, and ${happened} came; mean squared error of the probability ${brier}.`,
};

/** Of a table of one's own. */
const ofTarget = (target: string): RiskWords => ({
  falseShare: 'of class 0, alarmed',
  trueShare: 'of class 1, found',
  probabilityOf: (name, column, isHeld) =>
    `Probability of class 1 of “${target}” by ${column}: the thick line is ${name}’s for rows that are average otherwise. Each point is a row ${point(name, isHeld)}; triangles are of class 1.`,
  rocOf: (name, falseShare, trueShare) =>
    `From the threshold on ${name} finds ${trueShare} of class 1 and alarms for ${falseShare} of class 0.`,
  calibration: (name, expected, happened, brier) =>
    `Calibration: ${name} expects ${expected} of them to be of class 1, and ${happened} are; mean squared error of the probability ${brier}.`,
});

/** Words about the picture of a model that gives each row a probability of class 1: patients, of coming back. */
export const risk = {
  along: 'Probability along',
  column: 'Column along which the probability is drawn',
  roc: (isHeld: boolean) => `ROC of the rows ${isHeld ? 'held back' : 'trained on'}`,
  threshold: 'threshold',
  area: (area: string) => `area ${area}`,
  others: 'Thin lines: the other optimizers.',
  drag: 'Points can be dragged to the sides.',
  areas: (runs: readonly string[]) => `Area under the curve: ${listed(runs)}.`,
  oneOutcome: 'All of them are of one class: there is no curve.',
  undefined: 'The probabilities are no numbers at this step.',
  ofPatients,
  ofTarget,
} as const;

spoken({ risk });
