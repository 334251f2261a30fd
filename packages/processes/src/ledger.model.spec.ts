import * as fc from 'fast-check'
import { happenedIn, mustHappen } from './model/must-happen.fixtures.js'
import { play } from './model/schedule.fixtures.js'

/** 200 in a hurry; 2,000 before a change is taken in; 100,000 by hand. */
const SCHEDULES = Number(process.env['LEDGER_SCHEDULES'] ?? 200)
const SEED = Number(process.env['LEDGER_SEED'] ?? process.env['CHECK_SEED'] ?? Date.now() % 2 ** 31)

/** Each number is what happens next; a shorter schedule is a simpler one. */
const anySchedule = fc.array(fc.nat(2 ** 31 - 1), { minLength: 20, maxLength: 70, size: 'max' })

describe('a purchase, its returns and its store credits', () => {
  it('hold no unit twice, exceed no payment and leave no reservation behind, whatever happens when', () => {
    const happened = new Map<string, number>()
    let events = 0
    process.stdout.write(`The ledger is tried in ${SCHEDULES} schedules, LEDGER_SEED=${SEED}\n`)
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        const { world, fault } = play(schedule)
        events += world.log.length
        for (const [what, often] of happenedIn(world)) happened.set(what, (happened.get(what) ?? 0) + often)
        if (fault !== undefined) throw new Error(fault)
      }),
      { numRuns: SCHEDULES, seed: SEED },
    )
    process.stdout.write(
      `${SCHEDULES} schedules, ${events} events: nothing held twice, nothing exceeded, nothing left\n`,
    )
    process.stdout.write(`${mustHappen.map((what) => `${what} ${happened.get(what) ?? 0}`).join(', ')}\n`)
    if (SCHEDULES >= 200) expect(mustHappen.filter((type) => !happened.has(type))).toEqual([])
    expect(events).toBeGreaterThan(SCHEDULES)
  }, 7_200_000)
})
