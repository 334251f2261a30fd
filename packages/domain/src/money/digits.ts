const ZERO = 48
const NINE = 57
const HYPHEN = 45

/** Whether all characters from `from` to before `to` are digits from 0 to 9; so are none. */
export const areDigits = (text: string, from: number, to: number): boolean => {
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index)
    if (code < ZERO || code > NINE) return false
  }
  return true
}

/** Whether they write a whole number of so many digits at most, in its one form: without a leading zero. */
export const isWholeNumber = (text: string, from: number, to: number, mostDigits: number): boolean => {
  const count = to - from
  if (count < 1 || count > mostDigits) return false
  return text.charCodeAt(from) === ZERO ? count === 1 : areDigits(text, from, to)
}

export const hasMinus = (text: string): boolean => text.charCodeAt(0) === HYPHEN
