import * as E from 'fp-ts/lib/Either.js'
import { PurchaseEvidence } from './purchase-evidence.js'
import { purchase, request, shopInGermany, toldBy } from './return-case.fixtures.js'
import { returnCaseAggregate } from './return-case-aggregate.js'
import { reservationPurposeOf } from './return-case-kind.js'

it.each([
  ['withdrawal', 'return'],
  ['policy-return', 'return'],
  ['exchange', 'exchange'],
  ['non-conformity', 'claim'],
  ['wrong', 'claim'],
  ['missing', 'claim'],
  ['damaged', 'claim'],
  ['recall', 'recall'],
  ['trade-in', 'trade-in'],
] as const)('the units of a case of %s are held for a %s', (kind, purpose) => {
  expect(reservationPurposeOf(kind)).toBe(purpose)
})

it.each([
  [0, true],
  [4, true],
  [-1, false],
  [1.5, false],
  [2 ** 53, false],
])('a purchase may have been read at revision %d: %s', (revision, isRead) => {
  const written = JSON.parse(JSON.stringify(PurchaseEvidence.encode(purchase())))
  expect(E.isRight(PurchaseEvidence.decode({ ...written, revision }))).toBe(isRead)
})

it('names the law that stood beside the policy, though no rule of it was applied', () => {
  const asked = request({ kind: 'exchange', terms: shopInGermany })
  const data = toldBy([], asked, 'ReturnRequested')
  expect(data.eligibilityTrace.map(({ policyRef }) => policyRef?.policyId)).not.toContain(shopInGermany.law?.policyId)
  expect(returnCaseAggregate.policyRefsOf({ type: 'ReturnRequested', data })).toStrictEqual([
    { policyId: 'thirty-day-returns', version: 1 },
    { policyId: shopInGermany.law?.policyId, version: shopInGermany.law?.version },
  ])
})
