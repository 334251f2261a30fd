/** The one text that is kept of all equal ones: a history repeats its customers, teams and topics in every event. */
export type Interned = (text: string) => string

export const interning = (): Interned => {
  const known = new Map<string, string>()
  return (text) => {
    const same = known.get(text)
    if (same !== undefined) return same
    known.set(text, text)
    return text
  }
}
