import { play, type Wrongs } from './model/after-sales-schedule.fixtures.js'
import { brokenRules } from './model/broken-after-sales.fixtures.js'
import { diceOf } from './model/schedule.fixtures.js'

/** Schedules after which a broken rule must have shown, where the one that showed it before does not any more. */
const AT_MOST = Number(process.env['MODEL_RULE_SCHEDULES'] ?? 2000)

const scheduleNumber = (number: number): ReadonlyArray<number> => {
  const dice = diceOf(number)
  const length = 20 + dice(70)
  return Array.from({ length }, () => dice(2 ** 31 - 1))
}

/** What goes wrong in the first schedule in which that does; something else where only that was found, or nothing. */
const firstFault = async (wrongs: Wrongs, fault: RegExp, lookFirstAt: number): Promise<string | undefined> => {
  let other: string | undefined
  for (let number = 0; number <= AT_MOST; number += 1) {
    const looked = number === 0 ? lookFirstAt : number
    const { fault: found } = await play(scheduleNumber(looked), wrongs)
    if (found === undefined || !fault.test(found)) {
      other ??= found
      continue
    }
    if (looked !== lookFirstAt) process.stdout.write(`Found in schedule ${looked}, not ${lookFirstAt}: ${found}\n`)
    return found
  }
  return other
}

describe('the model test of after-sales', () => {
  it.each(brokenRules)(
    'notices %s',
    async (_, fault, lookFirstAt, wrongs) => {
      expect(await firstFault(wrongs(), fault, lookFirstAt)).toMatch(fault)
    },
    600_000,
  )

  it('finds nothing wrong in the same schedules where every rule holds', async () => {
    const found: Array<string | undefined> = []
    for (const [, , lookFirstAt] of brokenRules) found.push((await play(scheduleNumber(lookFirstAt))).fault)
    expect(found).toEqual(brokenRules.map(() => undefined))
  })
})
