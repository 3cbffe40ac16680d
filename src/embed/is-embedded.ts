/** Whether an address asks for an embed and not for the full page. */
export function isEmbedded(search: string): boolean {
  return new URLSearchParams(search).has('embed');
}
