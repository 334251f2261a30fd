/** Makes it once for the same rows, for as long as these are held: several metrics ask the same of a history. */
export const madeOnce = <Rows extends object, Made>(make: (rows: Rows) => Made): ((rows: Rows) => Made) => {
  const known = new WeakMap<Rows, { readonly made: Made }>()
  return (rows) => {
    const before = known.get(rows)
    if (before !== undefined) return before.made
    const made = make(rows)
    known.set(rows, { made })
    return made
  }
}
