import { at } from '../../calendar/calendar.fixtures.js'
import { ukConsumerLaw } from '../legal/index.js'
import { type RemedyFacts, remediesUnder } from './remedies-under.js'
import type { ReturnTerms } from './return-facts.js'
import { inGermany, kettle, shopAlone } from './return-policy.fixtures.js'

const offered = (terms: ReturnTerms, facts: Pick<RemedyFacts, 'judgedAs' | 'by'> & Partial<RemedyFacts>) => {
  const { requestedAt, zone, deliveredAt } = kettle
  const { remedies, payout } = remediesUnder(terms, { requestedAt, zone, deliveredAt, ...facts })
  return { remedies, payout }
}

it('offers what the policy says, the first by default', () => {
  expect(offered(shopAlone, { judgedAs: 'policy-return', by: 'policy' })).toEqual({
    remedies: ['refund', 'store-credit'],
    payout: 'original-tender',
  })
  expect(offered(shopAlone, { judgedAs: 'exchange', by: 'policy' })).toEqual({
    remedies: ['exchange', 'store-credit'],
    payout: 'store-credit',
  })
})

it('owes the money back the way it came after a withdrawal', () => {
  expect(offered(inGermany, { judgedAs: 'withdrawal', by: 'law' })).toEqual({
    remedies: ['refund'],
    payout: 'original-tender',
  })
})

it('owes repair or replacement first where something is not as agreed', () => {
  expect(offered(inGermany, { judgedAs: 'wrong-missing-damaged', by: 'law' }).remedies).toEqual([
    'repair',
    'replacement',
    'price-reduction',
    'refund',
  ])
})

it('owes the price at once while the short right to reject is open, which stands still during a repair', () => {
  const inBritain = { ...shopAlone, law: ukConsumerLaw }
  const broken = { judgedAs: 'non-conformity', by: 'law' } as const
  expect(offered(inBritain, broken).remedies[0]).toBe('refund')
  const later = { ...broken, requestedAt: at('2025-06-10T12:00+02:00') }
  expect(offered(inBritain, later).remedies[0]).toBe('repair')
  const standstills = [{ firstOn: '2025-05-20' as never, lastOn: '2025-05-29' as never }]
  expect(offered(inBritain, { ...later, standstills }).remedies[0]).toBe('refund')
})

it('offers a choice of at least two after a recall', () => {
  expect(offered(inGermany, { judgedAs: 'recall', by: 'law' }).remedies).toEqual(['repair', 'replacement', 'refund'])
})

it('offers nothing that neither says', () => {
  expect(offered(shopAlone, { judgedAs: 'trade-in', by: 'policy' }).remedies).toEqual([])
})
