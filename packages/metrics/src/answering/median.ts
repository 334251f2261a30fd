/** The exact median; of an even number, the mean of the middle two. Undefined of none. Sorts what it is given. */
export const medianOf = (values: Float64Array): number | undefined => {
  const sorted = values.sort()
  const upper = sorted[sorted.length >> 1]
  const lower = sorted[(sorted.length - 1) >> 1]
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2
}

/**
 * The median of a Kaplan–Meier curve: the least t with S(t) ≤ ½, undefined where the curve never falls that far.
 * `censored` are durations that hadn't ended yet; one of exactly t is still at risk at t. Sorts what it is given.
 */
export const kaplanMeierMedianOf = (ended: Float64Array, censored: Float64Array): number | undefined => {
  const ends = ended.sort()
  const open = censored.sort()
  let atRisk = ends.length + open.length
  let survival = 1
  const factors: Array<readonly [number, number]> = []

  for (let end = 0, left = 0; end < ends.length; ) {
    const time = ends[end] ?? 0
    while (left < open.length && (open[left] ?? 0) < time) {
      left += 1
      atRisk -= 1
    }
    let deaths = 0
    while (ends[end] === time) {
      end += 1
      deaths += 1
    }
    survival *= (atRisk - deaths) / atRisk
    keep(factors, atRisk - deaths, atRisk)
    atRisk -= deaths
    if (survival < 0.5 + 1e-9 && (survival < 0.5 - 1e-9 || isAtMostHalf(factors))) return time
  }
  return undefined
}

/** Where nothing was censored in between, two steps are one: 4/5 × 3/4 is 3/5. */
const keep = (factors: Array<readonly [number, number]>, survivors: number, atRisk: number): void => {
  const last = factors.at(-1)
  if (last !== undefined && last[0] === atRisk) factors[factors.length - 1] = [survivors, last[1]]
  else factors.push([survivors, atRisk])
}

/** So close to ½ the product is decided in whole numbers. */
const isAtMostHalf = (factors: ReadonlyArray<readonly [number, number]>): boolean => {
  let numerator = 1n
  let denominator = 1n
  for (const [survivors, atRisk] of factors) {
    numerator *= BigInt(survivors)
    denominator *= BigInt(atRisk)
  }
  return 2n * numerator <= denominator
}
