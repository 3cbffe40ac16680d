/** Loads the rules that most scenes do without. Rejects where they cannot be loaded; they are asked for again then. */
export async function loadRules(): Promise<void> {
  await import('./all-rules.ts');
}
