import * as fc from 'fast-check'
import { play } from './model/schedule.fixtures.js'

/** 200 in a hurry; 2,000 before a change is taken in; 100,000 by hand. */
const SCHEDULES = Number(process.env['LEDGER_SCHEDULES'] ?? 200)
const SEED = Number(process.env['LEDGER_SEED'] ?? Date.now() % 2 ** 31)

const anySchedule = fc.array(fc.nat(2 ** 31 - 1), { minLength: 20, maxLength: 70, size: 'max' })

describe('a purchase, its returns and its store credits', () => {
  it(`hold no unit twice, exceed no payment and leave no reservation behind, in ${SCHEDULES} schedules from seed ${SEED}`, () => {
    const happened = new Map<string, number>()
    const parked = new Map<string, number>()
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        const { world, fault } = play(schedule)
        for (const { occurrence } of world.log) {
          happened.set(occurrence.event.type, (happened.get(occurrence.event.type) ?? 0) + 1)
        }
        for (const { process, rejection } of world.parked) {
          const what = `${process}: ${(rejection as { readonly reason: string }).reason}`
          parked.set(what, (parked.get(what) ?? 0) + 1)
        }
        if (fault !== undefined) throw new Error(fault)
      }),
      { numRuns: SCHEDULES, seed: SEED, endOnFailure: false },
    )
    console.log(JSON.stringify(Object.fromEntries([...happened].sort()), null, 1), Object.fromEntries(parked))
  })
})
