const DIGIT = 1
const HYPHEN = 2
const VERSION = 4
const VARIANT = 8

/** By code, where in a UUID a character may stand: the sum of such places. */
const places = new Uint8Array(128)
for (const [characters, place] of [
  ['0123456789abcdef', DIGIT],
  ['-', HYPHEN],
  ['12345678', VERSION],
  ['89ab', VARIANT],
] as const) {
  for (const character of characters) {
    const code = character.charCodeAt(0)
    places[code] = (places[code] ?? 0) | place
  }
}

/** Where the character may stand; of one beyond ASCII undefined, which `&` takes for 0. */
const at = (text: string, index: number): number => places[text.charCodeAt(index)] as number

/**
 * Whether a text is an RFC 9562 UUID in lower case. By character codes, which takes about two thirds of the time of a
 * regular expression. One `&` over all characters is quicker than a loop that stops at the first wrong one.
 */
export const isUuid = (text: string): boolean =>
  text.length === 36 && digitsIn(text) === DIGIT && hyphensIn(text) === HYPHEN && isOfRfc9562(text)

// biome-ignore format: a row for each part between two hyphens
const digitsIn = (text: string): number =>
  DIGIT &
  at(text, 0) & at(text, 1) & at(text, 2) & at(text, 3) & at(text, 4) & at(text, 5) & at(text, 6) & at(text, 7) &
  at(text, 9) & at(text, 10) & at(text, 11) & at(text, 12) &
  at(text, 15) & at(text, 16) & at(text, 17) &
  at(text, 20) & at(text, 21) & at(text, 22) &
  at(text, 24) & at(text, 25) & at(text, 26) & at(text, 27) & at(text, 28) & at(text, 29) &
  at(text, 30) & at(text, 31) & at(text, 32) & at(text, 33) & at(text, 34) & at(text, 35)

const hyphensIn = (text: string): number => HYPHEN & at(text, 8) & at(text, 13) & at(text, 18) & at(text, 23)

/** Of a version and the variant that the RFC speaks of. */
const isOfRfc9562 = (text: string): boolean =>
  (at(text, 14) & VERSION) === VERSION && (at(text, 19) & VARIANT) === VARIANT
