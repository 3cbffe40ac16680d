import { copyText } from '../../ui/clipboard.ts';
import type { ExportedFile } from '../exporter.ts';

/** Copies a file's content. False when the browser refuses. */
export async function copyFile({ blob }: ExportedFile, as: 'image' | 'text'): Promise<boolean> {
  if (as === 'text') return copyText(await blob.text());
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    return true;
  } catch {
    return false;
  }
}
