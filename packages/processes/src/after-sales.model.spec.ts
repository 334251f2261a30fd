import * as fc from 'fast-check'
import { play } from './model/after-sales-schedule.fixtures.js'

/** A few dozen in a hurry; 2,000 before a change is taken in; 100,000 by hand, in pieces. */
const SCHEDULES = Number(process.env['MODEL_SCHEDULES'] ?? 60)
const SEED = Number(process.env['MODEL_SEED'] ?? process.env['CHECK_SEED'] ?? Date.now() % 2 ** 31)

/** Each number is what happens next; a shorter schedule is a simpler one. */
const anySchedule = fc.array(fc.nat(2 ** 31 - 1), { minLength: 20, maxLength: 90, size: 'max' })

describe('purchases, returns, warranties, assets, tickets and plans with their deadlines', () => {
  it('make good once, bill nothing covered, lose no deadline and leave nothing hanging, whatever happens when', async () => {
    const happened = new Map<string, number>()
    let events = 0
    process.stdout.write(`After-sales are tried in ${SCHEDULES} schedules, MODEL_SEED=${SEED}\n`)
    await fc.assert(
      fc.asyncProperty(anySchedule, async (schedule) => {
        const { world, fault } = await play(schedule)
        events += world.log.length
        for (const { occurrence } of world.log) {
          const { type } = occurrence.event
          happened.set(type, (happened.get(type) ?? 0) + 1)
        }
        if (fault !== undefined) throw new Error(fault)
      }),
      { numRuns: SCHEDULES, seed: SEED },
    )
    process.stdout.write(`${SCHEDULES} schedules, ${events} events: nothing wrong\n`)
    if (process.env['MODEL_HAPPENED'] !== undefined) {
      process.stdout.write(`${JSON.stringify([...happened].sort((a, b) => b[1] - a[1]))}\n`)
    }
    expect(events).toBeGreaterThan(SCHEDULES)
  }, 7_200_000)
})
