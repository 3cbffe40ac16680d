/** What reads and writes links and files, with what it says of them. */
import '../text/en/scene-faults.ts';

export { readFile, writeFile } from '../core/scene/file.ts';
export { readFragment, writeFragment } from '../core/scene/url.ts';
