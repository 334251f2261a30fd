/** Does its work once over and gives how many items that was. */
export type Contender = () => number | Promise<number>

export interface Speed {
  readonly contender: string
  /** Items a second: the median of the rounds. */
  readonly median: number
  readonly slowest: number
  readonly fastest: number
}

/**
 * Lets the contenders run in turn, round by round, so that what slows the machine slows all of them. The first round
 * only warms up.
 */
export const sideBySide = async (
  contenders: Readonly<Record<string, Contender>>,
  rounds = 5,
): Promise<ReadonlyArray<Speed>> => {
  const speeds = new Map(Object.keys(contenders).map((contender): [string, Array<number>] => [contender, []]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const [contender, run] of Object.entries(contenders)) {
      const started = performance.now()
      const items = await run()
      if (round > 0) speeds.get(contender)?.push((items * 1000) / (performance.now() - started))
    }
  }
  return [...speeds].map(([contender, measured]) => {
    const sorted = measured.toSorted((left, right) => left - right)
    return {
      contender,
      median: sorted[Math.floor(sorted.length / 2)] ?? 0,
      slowest: sorted[0] ?? 0,
      fastest: sorted.at(-1) ?? 0,
    }
  })
}
