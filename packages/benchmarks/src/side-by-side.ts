/** So many items, and how long they took: where a contender has things to prepare that are not to be measured. */
export interface Timed {
  readonly items: number
  readonly milliseconds: number
}

/** Does its work once over and gives how many items that was. */
export type Contender = () => number | Timed | Promise<number | Timed>

export interface Speed {
  readonly contender: string
  /** Items a second: the median of the rounds. */
  readonly median: number
  readonly slowest: number
  readonly fastest: number
  /** Items a second, round by round, as they were measured. */
  readonly rounds: ReadonlyArray<number>
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
      const ran = await run()
      const { items, milliseconds } =
        typeof ran === 'number' ? { items: ran, milliseconds: performance.now() - started } : ran
      if (round > 0) speeds.get(contender)?.push((items * 1000) / milliseconds)
    }
  }
  return [...speeds].map(([contender, measured]) => {
    const sorted = measured.toSorted((left, right) => left - right)
    return {
      contender,
      median: medianOf(measured),
      slowest: sorted[0] ?? 0,
      fastest: sorted.at(-1) ?? 0,
      rounds: measured,
    }
  })
}

/** Measures only the work itself. */
export const timed = async (items: number, work: () => Promise<unknown>): Promise<Timed> => {
  const started = performance.now()
  await work()
  return { items, milliseconds: performance.now() - started }
}

/** How a speed stands to another: the median of the ratios of each round, whose two runs met the same machine. */
export const ratioTo = (base: Speed, { rounds }: Speed): number =>
  medianOf(rounds.map((speed, round) => speed / (base.rounds[round] ?? speed)))

const medianOf = (values: ReadonlyArray<number>): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0
