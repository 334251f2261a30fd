export interface BackoffSettings {
  /** Before the second try; each further wait is twice the one before. 100 where it is absent. */
  readonly firstMilliseconds?: number
  /** No wait is longer; 30,000 where it is absent. */
  readonly mostMilliseconds?: number
  /** From 0 up to 1, so that many who failed together don't come back together; `Math.random` where it is absent. */
  readonly random?: () => number
}

/** How long to wait before a try, in milliseconds: between half and all of a time that doubles with each, up to a cap. */
export const cappedBackoff = ({
  firstMilliseconds = 100,
  mostMilliseconds = 30_000,
  random = Math.random,
}: BackoffSettings = {}): ((attempt: number) => number) => {
  return (attempt) => {
    const whole = Math.min(mostMilliseconds, firstMilliseconds * 2 ** Math.max(0, attempt - 2))
    return whole / 2 + (whole / 2) * random()
  }
}
