import { brokenRules } from './model/broken-rules.fixtures.js'
import { diceOf, play } from './model/schedule.fixtures.js'

/** Schedules after which a broken rule must have shown; most show within a few. */
const AT_MOST = Number(process.env['LEDGER_RULE_SCHEDULES'] ?? 3000)

/** The first schedule in which something is wrong, and what; nothing where none is. */
const firstFault = (rules: Parameters<typeof play>[1]) => {
  for (let number = 1; number <= AT_MOST; number += 1) {
    const dice = diceOf(number)
    const length = 20 + dice(50)
    const { fault } = play(
      Array.from({ length }, () => dice(2 ** 31 - 1)),
      rules,
    )
    if (fault !== undefined) return { number, fault }
  }
  return undefined
}

describe('the model test of the ledger', () => {
  it.each(brokenRules)('notices %s', (_, rules) => {
    const found = firstFault(rules)
    expect(found).toBeDefined()
    if (process.env['LEDGER_TELL'] !== undefined) console.log(_, found)
  })
})
