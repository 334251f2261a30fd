import { type BusinessCalendar, type Instant, workingMilliseconds } from '@aftersale/domain/calendar'
import type { Scope } from './question.js'

/** From and until in epoch milliseconds, until excluded. */
export type Stretch = readonly [number, number]

/** A way to measure how long something took: elapsed time, day and night, or in a calendar's working time. */
export interface Basis {
  readonly name: 'calendar' | 'business'
  /** Milliseconds from one instant to another, those in a pause left out; pauses may overlap. */
  readonly elapsed: (stretch: Stretch, pauses?: ReadonlyArray<Stretch>) => number
  readonly parameters: Readonly<Record<string, string>>
}

/** Business time only where the question brings a calendar. */
export const basesOf = ({ calendar }: Scope): ReadonlyArray<Basis> =>
  calendar === undefined ? [byTheClock] : [byTheClock, inWorkingTime(calendar)]

const none: ReadonlyArray<never> = []

const byTheClock: Basis = {
  name: 'calendar',
  elapsed: (stretch, pauses = none) => stretch[1] - stretch[0] - paused(stretch, pauses),
  parameters: {},
}

const inWorkingTime = (calendar: BusinessCalendar): Basis => ({
  name: 'business',
  elapsed: ([from, until], pauses = none) =>
    until <= from
      ? 0
      : workingMilliseconds(
          calendar,
          { from: instant(from), until: instant(until) },
          pauses
            .filter(([start, end]) => start < end)
            .map(([start, end]) => ({ from: instant(start), until: instant(end) })),
        ),
  parameters: { calendar: `${calendar.calendarId}@${calendar.version}` },
})

const instant = (at: number): Instant => new Date(at).toISOString() as Instant

/** How much of the stretch lies in any of the pauses. */
const paused = ([from, until]: Stretch, pauses: ReadonlyArray<Stretch>): number => {
  if (pauses.length === 0) return 0
  let total = 0
  let reached = from
  const inOrder = pauses.length < 2 ? pauses : [...pauses].sort(([left], [right]) => left - right)
  for (const [start, end] of inOrder) {
    const begin = Math.max(start, reached)
    const finish = Math.min(end, until)
    if (finish <= begin) continue
    total += finish - begin
    reached = finish
  }
  return total
}
