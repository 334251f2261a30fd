const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What io-ts makes of `base` once the members of an intersection have decoded it to `results`: the last change wins. */
export const mergedByIntersection = (base: unknown, results: ReadonlyArray<unknown>): unknown => {
  if (results.every((result) => result === base)) return base
  if (!results.some(isObject)) return results.at(-1)

  const merged: Record<string, unknown> = {}
  for (const result of results) {
    const properties = result as Record<string, unknown>
    // Inherited ones as well, as io-ts has it.
    for (const name in properties) {
      const unchanged = isObject(base) && properties[name] === base[name]
      if (!Object.hasOwn(merged, name) || !unchanged) merged[name] = properties[name]
    }
  }
  return merged
}
