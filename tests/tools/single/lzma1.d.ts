/** What is asked of the package, whose own types are source that these strict checks refuse. */
export function compress(data: Uint8Array, mode: number): Uint8Array;
