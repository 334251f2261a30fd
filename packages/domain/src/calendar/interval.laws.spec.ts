import * as fc from 'fast-check'
import { anyInstant, at } from './calendar.fixtures.js'
import { type Interval, unionOf } from './interval.js'

const anyInterval: fc.Arbitrary<Interval> = fc.record({ from: anyInstant, until: anyInstant })

it('joins what overlaps or touches, drops what is empty, and keeps apart what is apart', () => {
  const intervals: ReadonlyArray<Interval> = [
    { from: at('2025-06-02T14:00Z'), until: at('2025-06-02T15:00Z') },
    { from: at('2025-06-02T10:00Z'), until: at('2025-06-02T12:00Z') },
    { from: at('2025-06-02T11:00Z'), until: at('2025-06-02T13:00Z') },
    { from: at('2025-06-02T13:00Z'), until: at('2025-06-02T13:30Z') },
    { from: at('2025-06-02T10:30Z'), until: at('2025-06-02T11:00Z') },
    { from: at('2025-06-02T20:00Z'), until: at('2025-06-02T20:00Z') },
    { from: at('2025-06-02T22:00Z'), until: at('2025-06-02T21:00Z') },
  ]
  expect(unionOf(intervals)).toEqual([
    { from: at('2025-06-02T10:00Z'), until: at('2025-06-02T13:30Z') },
    { from: at('2025-06-02T14:00Z'), until: at('2025-06-02T15:00Z') },
  ])
})

it('covers exactly the instants that one of the intervals covers', () => {
  const covers = (intervals: ReadonlyArray<Interval>, instant: string) =>
    intervals.some(({ from, until }) => from <= instant && instant < until)
  fc.assert(
    fc.property(fc.array(anyInterval), fc.array(anyInstant), (intervals, instants) => {
      const union = unionOf(intervals)
      for (const instant of [...instants, ...intervals.flatMap(({ from, until }) => [from, until])]) {
        expect(covers(union, instant)).toBe(covers(intervals, instant))
      }
    }),
  )
})

it('is in order and apart, and the same for any order of the intervals', () => {
  fc.assert(
    fc.property(fc.array(anyInterval), (intervals) => {
      const union = unionOf(intervals)
      const bounds = union.flatMap(({ from, until }) => [from, until])
      expect(bounds).toEqual([...new Set(bounds)].toSorted())
      expect(unionOf(intervals.toReversed())).toEqual(union)
      expect(unionOf(union)).toEqual(union)
    }),
  )
})
