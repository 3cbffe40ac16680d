/**
 * Unpacks what is packed by LZMA, in the format of a `.lzma` file: a byte of properties, four of the window's length, eight of the
 * text's length, then the range coder's bytes (Igor Pavlov, LZMA specification, https://7-zip.org/sdk.html).
 *
 * Every bit is decoded by the odds that its context had so far, of which all lie in one array:
 *
 *     bound = (range >> 11) * odds        code < bound: 0, odds += (2048 - odds) >> 5
 *                                         else:         1, odds -= odds >> 5
 */
const STATES = 12;
/** Choices by state and place: a literal or a match, a short repetition or a long one. */
const [MATCH, SHORT, REP] = [0, STATES << 4, STATES << 5] as const;
/** Which of the last four distances is repeated, after whether one is. */
const [REP0, REP1, REP2] = [REP + STATES, REP + 2 * STATES, REP + 3 * STATES] as const;
/** Distances: six bits of their size by length, then lower ones by size, then the lowest four. */
const SLOTS = REP + 4 * STATES;
const LOWER = SLOTS + (4 << 6);
const LOWEST = LOWER + 128;
/** Lengths: two choices, eight short and eight middle ones by place, 256 long ones. */
const LENGTHS = LOWEST + 16;
const REPEATED = LENGTHS + 2 + 256 + 256;
const LITERALS = REPEATED + 2 + 256 + 256;

const [CODE, RANGE] = [0, 1] as const;

/** @throws RangeError if the bytes end before the text does, or point before its begin */
export function unpackLzma(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const properties = packed[0]!;
  const literalBits = properties % 9;
  const places = (1 << Math.floor(properties / 45)) - 1;
  const literalPlaces = (1 << (Math.floor(properties / 9) % 5)) - 1;
  const text = new Uint8Array(new DataView(packed.buffer, packed.byteOffset).getUint32(5, true));
  const odds = new Uint16Array(LITERALS + (0x300 << literalBits) * (literalPlaces + 1)).fill(1024);

  let read = 13;
  // In an array they stay numbers of 32 bits.
  const coder = new Uint32Array([0, 2 ** 32 - 1]);
  const next = () => {
    if (read >= packed.length) throw new RangeError('What is packed ends too early.');
    return packed[read++]!;
  };
  const shift = () => {
    coder[CODE] = (coder[CODE]! << 8) | next();
  };
  for (let i = 0; i < 5; i++) shift();
  const narrow = (range: number) => {
    if (range < 2 ** 24) shift();
    coder[RANGE] = range < 2 ** 24 ? range << 8 : range;
  };
  const bit = (at: number): 0 | 1 => {
    const p = odds[at]!;
    const range = coder[RANGE]!;
    const bound = (range >>> 11) * p;
    if (coder[CODE]! < bound) {
      odds[at] = p + ((2048 - p) >> 5);
      narrow(bound);
      return 0;
    }
    coder[CODE]! -= bound;
    odds[at] = p - (p >> 5);
    narrow(range - bound);
    return 1;
  };
  const tree = (at: number, bits: number) => {
    let node = 1;
    for (let i = 0; i < bits; i++) node = (node << 1) | bit(at + node);
    return node - (1 << bits);
  };
  /** As a tree, the lowest bit first. */
  const upward = (at: number, bits: number) => {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const b = bit(at + node);
      node = (node << 1) | b;
      value |= b << i;
    }
    return value;
  };
  const even = (bits: number) => {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const half = coder[RANGE]! >>> 1;
      const b = coder[CODE]! >= half ? 1 : 0;
      if (b) coder[CODE]! -= half;
      value = value * 2 + b;
      narrow(half);
    }
    return value;
  };

  let at = 0;
  let state = 0;
  const last = [0, 0, 0, 0];
  const literal = () => {
    const before = at > 0 ? text[at - 1]! : 0;
    const context = ((at & literalPlaces) << literalBits) + (before >> (8 - literalBits));
    const own = LITERALS + 0x300 * context;
    let node = 1;
    // After a match the letter differs from the one that would have gone on with it.
    let expected = state < 7 ? -1 : text[at - last[0]! - 1]!;
    while (node < 0x100) {
      if (expected < 0) node = (node << 1) | bit(own + node);
      else {
        const guess = (expected >> 7) & 1;
        expected = (expected << 1) & 0xff;
        const b = bit(own + ((1 + guess) << 8) + node);
        node = (node << 1) | b;
        if (b !== guess) expected = -1;
      }
    }
    text[at++] = node;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };
  const length = (own: number, place: number) => {
    if (!bit(own)) return 2 + tree(own + 2 + (place << 3), 3);
    if (!bit(own + 1)) return 10 + tree(own + 130 + (place << 3), 3);
    return 18 + tree(own + 258, 8);
  };
  const distance = (matched: number) => {
    const slot = tree(SLOTS + (Math.min(matched - 2, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const from = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return from + upward(LOWER + from - slot, bits);
    return from + even(bits - 4) * 16 + upward(LOWEST, 4);
  };
  const copy = (matched: number) => {
    const from = at - last[0]! - 1;
    if (from < 0) throw new RangeError('What is packed points before its begin.');
    const end = Math.min(at + matched, text.length);
    for (let i = from; at < end; i++) text[at++] = text[i]!;
  };

  while (at < text.length) {
    const place = at & places;
    if (!bit(MATCH + (state << 4) + place)) {
      literal();
    } else if (!bit(REP + state)) {
      const matched = length(LENGTHS, place);
      state = state < 7 ? 7 : 10;
      last.pop();
      last.unshift(distance(matched));
      copy(matched);
    } else if (!bit(REP0 + state)) {
      if (bit(SHORT + (state << 4) + place)) {
        copy(length(REPEATED, place));
        state = state < 7 ? 8 : 11;
      } else {
        copy(1);
        state = state < 7 ? 9 : 11;
      }
    } else {
      const which = !bit(REP1 + state) ? 1 : !bit(REP2 + state) ? 2 : 3;
      last.unshift(...last.splice(which, 1));
      copy(length(REPEATED, place));
      state = state < 7 ? 8 : 11;
    }
  }
  return text;
}
