import { brokenRules } from './model/broken-rules.fixtures.js'
import { diceOf, play, type Rules } from './model/schedule.fixtures.js'

/** Schedules after which a broken rule must have shown, where the one that showed it before does not any more. */
const AT_MOST = Number(process.env['LEDGER_RULE_SCHEDULES'] ?? 2000)

const scheduleNumber = (number: number): ReadonlyArray<number> => {
  const dice = diceOf(number)
  const length = 20 + dice(50)
  return Array.from({ length }, () => dice(2 ** 31 - 1))
}

/** With a rule left out, what is recorded may be nothing that the next decision can count on. */
const faultPlayed = (number: number, rules: Rules): string | undefined => {
  try {
    return play(scheduleNumber(number), rules).fault
  } catch (thrown) {
    return `It throws: ${String(thrown)}`
  }
}

/** What goes wrong in the first schedule in which it is that; else the last thing that does, or nothing. */
const faultFound = (rules: Rules, words: RegExp, lookFirstAt: number): string | undefined => {
  let last: string | undefined
  for (let number = 0; number <= AT_MOST; number += 1) {
    const looked = number === 0 ? lookFirstAt : number
    const fault = faultPlayed(looked, rules)
    if (fault === undefined) continue
    last = fault
    if (!words.test(fault)) continue
    if (looked !== lookFirstAt) process.stdout.write(`Found in schedule ${looked}, not ${lookFirstAt}: ${fault}\n`)
    return fault
  }
  return last
}

describe('the model test of the ledger', () => {
  it.each(brokenRules)('notices %s', (_, words, lookFirstAt, rules) => {
    expect(faultFound(rules, words, lookFirstAt)).toMatch(words)
  })

  it('finds nothing wrong in the same schedules where every rule holds', () => {
    expect(brokenRules.map(([, , lookFirstAt]) => play(scheduleNumber(lookFirstAt)).fault)).toEqual(
      brokenRules.map(() => undefined),
    )
  })
})
