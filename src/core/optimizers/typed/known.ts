import { keeping } from '../../math/keeping.ts';
import { readRuleText } from './compile.ts';
import type { ReadRuleText } from './faults.ts';

/** Texts that are kept: those of a scene's optimizers, of a talk's, and those between which one goes back and forth. */
const KEPT = 64;

/** What a text says, read once while it is in use: the same rule for the same text. */
export const knownRule: (text: string) => ReadRuleText = keeping(KEPT, readRuleText);
