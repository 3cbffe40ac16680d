/** What cannot be exported, and why: its message is a sentence for the user. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}
