import type { Instant } from '@aftersale/messages'
import * as fc from 'fast-check'
import { ArmedDeadlines } from './armed-deadlines.js'
import { at } from './reminders.fixtures.js'

const instants: ReadonlyArray<Instant> = ['08:00', '09:00', '10:00', '11:00', '12:00'].map((time) => at(time))

const anyArming = fc.record(
  { stream: fc.constantFrom('a', 'b', 'c', 'd'), dueAt: fc.option(fc.constantFrom(...instants), { nil: undefined }) },
  { noNullPrototype: true },
)

describe('armed deadlines', () => {
  it('come up as those of a sorted list do, however often they are armed anew', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ arming: anyArming, takes: fc.boolean() }), { maxLength: 60 }), (steps) => {
        const armed = new ArmedDeadlines()
        const list = new Map<string, Instant>()
        for (const { arming, takes } of steps) {
          armed.arm(arming.stream, arming.dueAt)
          if (arming.dueAt === undefined) list.delete(arming.stream)
          else list.set(arming.stream, arming.dueAt)
          const [first] = [...list]
            .map(([stream, dueAt]) => ({ stream, dueAt }))
            .sort((one, other) => (`${one.dueAt}${one.stream}` < `${other.dueAt}${other.stream}` ? -1 : 1))
          expect(armed.next()).toEqual(first)
          expect(armed.size).toBe(list.size)
          if (takes && first !== undefined) {
            armed.arm(first.stream, undefined)
            list.delete(first.stream)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('are not remembered for ever once they are moved', () => {
    const armed = new ArmedDeadlines()
    for (let round = 0; round < 10_000; round += 1) armed.arm('a', instants[round % 5])
    expect(armed.next()).toEqual({ stream: 'a', dueAt: at('12:00') })
    expect(JSON.stringify(armed).length).toBeLessThan(100_000)
  })
})
