/** The version that is written. */
export const VERSION = 1;

/** A document as it came, of unknown content. */
export type RawDocument = Readonly<Record<string, unknown>>;

/**
 * Numbered steps from each version to the next: `migrations[n - 1]` takes a document of version n to n + 1. They
 * see outside data before anything is checked, so they must take anything for an answer and never throw.
 */
export type Migration = (document: RawDocument) => RawDocument;

const migrations: readonly Migration[] = [];

/** The document in the form of the present version. */
export function migrate(
  document: RawDocument,
  version: number,
  steps: readonly Migration[] = migrations,
): RawDocument {
  return steps.slice(Math.max(0, version - 1)).reduce((migrated, step) => step(migrated), document);
}
