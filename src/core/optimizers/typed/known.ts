import { readRuleText } from './compile.ts';
import type { ReadRuleText } from './faults.ts';

/** Texts that are kept: those of a scene's optimizers, of a talk's, and those between which one goes back and forth. */
const KEPT = 64;

const known = new Map<string, ReadRuleText>();

/** What a text says, read once while it is in use: the same rule for the same text. */
export function knownRule(text: string): ReadRuleText {
  const read = known.get(text) ?? readRuleText(text);
  // The most recently used one stands last.
  known.delete(text);
  known.set(text, read);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  return read;
}
