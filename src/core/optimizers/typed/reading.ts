import { registerReader } from '../registry.ts';
import { knownRule } from './known.ts';

/** From here on rules that are typed are read. */
registerReader(knownRule);
