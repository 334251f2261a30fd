import type { ClockFact } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import { failure, pending, success, type Verdict } from '../answering/verdict.js'

/** Whether a clock was met, as of an instant: breached at its due instant, recorded or not. */
export const verdictOn = (clock: ClockFact, asOf: number): Verdict => {
  const { exclusion, continuedBy, breachedBefore, met, breached, stopped, withdrawn, due } = clock
  if (exclusion !== undefined) return { excluded: exclusion }
  if (continuedBy !== undefined) return { excluded: 'continued' }
  if (breachedBefore !== undefined) return failure
  if (met !== undefined) return success
  if (breached !== undefined || stopped !== undefined) return failure
  if (due !== undefined && due.at <= (withdrawn?.at ?? asOf)) return failure
  return withdrawn === undefined ? pending : { excluded: 'withdrawn' }
}

/** The events that its verdict rests on. */
export const clockEvidenceOf = (clock: ClockFact): ReadonlyArray<string> => {
  const { started, due, pauses, met, breached, stopped, withdrawn, breachedBefore } = clock
  const paused = pauses.flatMap(({ from, until }) => [from, until])
  return evidenceOf([started, due, ...paused, met, breached, stopped, withdrawn, breachedBefore])
}
