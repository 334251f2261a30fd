import { brokenRules } from './model/broken-rules.fixtures.js'
import { diceOf, play, type Rules } from './model/schedule.fixtures.js'

/** Schedules after which a broken rule must have shown, where the one that showed it before does not any more. */
const AT_MOST = Number(process.env['LEDGER_RULE_SCHEDULES'] ?? 2000)

const scheduleNumber = (number: number): ReadonlyArray<number> => {
  const dice = diceOf(number)
  const length = 20 + dice(50)
  return Array.from({ length }, () => dice(2 ** 31 - 1))
}

/** What goes wrong in the first schedule in which something does; nothing where none is found. */
const firstFault = (rules: Rules, lookFirstAt: number): string | undefined => {
  for (let number = 0; number <= AT_MOST; number += 1) {
    const looked = number === 0 ? lookFirstAt : number
    const { fault } = play(scheduleNumber(looked), rules)
    if (fault === undefined) continue
    if (looked !== lookFirstAt) process.stdout.write(`Found in schedule ${looked}, not ${lookFirstAt}: ${fault}\n`)
    return fault
  }
  return undefined
}

describe('the model test of the ledger', () => {
  it.each(brokenRules)('notices %s', (_, fault, lookFirstAt, rules) => {
    expect(firstFault(rules, lookFirstAt)).toMatch(fault)
  })

  it('finds nothing wrong in the same schedules where every rule holds', () => {
    expect(brokenRules.map(([, , lookFirstAt]) => play(scheduleNumber(lookFirstAt)).fault)).toEqual(
      brokenRules.map(() => undefined),
    )
  })
})
