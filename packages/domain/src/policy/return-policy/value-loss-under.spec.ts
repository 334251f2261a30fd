import { inGermany, kettle, shopAlone, shown } from './return-policy.fixtures.js'
import { type ValueLossFacts, valueLossUnder } from './value-loss-under.js'

const facts = (more: Partial<ValueLossFacts>): ValueLossFacts => ({
  judgedAs: 'withdrawal',
  by: 'law',
  requestedAt: kettle.requestedAt,
  disclosures: kettle.disclosures,
  basis: 'excess-handling',
  deductionMinor: 500n,
  netMinor: 3000n,
  ...more,
})

const refused = (more: Partial<ValueLossFacts>) => valueLossUnder(inGermany, facts(more)).refusedBecause

it('may be taken off a withdrawal for handling in excess, with a word of it in the trace', () => {
  expect(valueLossUnder(inGermany, facts({}))).toEqual({
    trace: [
      {
        ruleId: 'deduction-for-lost-value',
        facts: { judgedAs: 'withdrawal', by: 'law', basis: 'excess-handling', deductionMinor: '500', netMinor: '3000' },
        outcome: 'allowed',
        policyRef: { policyId: 'german-consumer-law', version: 1 },
      },
    ],
  })
})

it('needs a legal basis', () => {
  expect(refused({ basis: undefined })).toBe('LegalBasisMissing')
  expect(
    valueLossUnder(shopAlone, facts({ judgedAs: 'policy-return', by: 'policy', basis: undefined })).refusedBecause,
  ).toBe('LegalBasisMissing')
})

it('is not allowed on a withdrawal where nobody told of the right, or only after the request', () => {
  expect(refused({ disclosures: [] })).toBe('WithdrawalInformationMissing')
  const tooLate = shown(['withdrawal-right'], { phase: 'post-purchase', shownAt: '2025-06-01T00:00:00.000Z' as never })
  expect(refused({ disclosures: [tooLate] })).toBe('WithdrawalInformationMissing')
})

it.each(['non-conformity', 'wrong-missing-damaged', 'recall'] as const)('is never allowed on %s', (judgedAs) => {
  expect(refused({ judgedAs })).toBe('SellerOwesWhatWasAgreed')
  expect(refused({ judgedAs, by: 'policy' })).toBe('SellerOwesWhatWasAgreed')
})

it('knows on a withdrawal no terms of the shop, and a trade-in agreement on nothing else', () => {
  expect(refused({ basis: 'policy-terms' })).toBe('BasisDoesNotApply')
  expect(refused({ judgedAs: 'policy-return', by: 'policy', basis: 'policy-terms' })).toBeUndefined()
  expect(refused({ judgedAs: 'policy-return', by: 'policy', basis: 'trade-in-agreement' })).toBe('BasisDoesNotApply')
  expect(refused({ judgedAs: 'trade-in', by: 'policy', basis: 'trade-in-agreement' })).toBeUndefined()
})

it('is never more than was paid', () => {
  expect(refused({ deductionMinor: 3000n })).toBeUndefined()
  expect(refused({ deductionMinor: 3001n })).toBe('ExceedsValue')
})
