import type { PurchaseEvidence } from '../purchase-evidence.js'
import { count, kettles, lineId, purchaseId, rejectedBy, units } from '../return-case.fixtures.js'
import { cameBack, line, propose, purchaseOf, refundOf } from './settlement.fixtures.js'

// What the purchase confirmed of the units when it reserved them, whoever tells something else later.

const bought = purchaseOf([kettles()])
const back = cameBack(bought)
const contradicted = { reason: 'EvidenceContradictsReservation', purchaseId, lineId: lineId('kettles') }
const refusedBy = (evidence: PurchaseEvidence, history = back, numbers = [1, 2, 3]) =>
  rejectedBy(history, propose({ legs: [refundOf({ kettles: numbers })], evidence: [evidence] }))

describe('evidence that a reservation contradicts', () => {
  it.each([
    ['more was paid for the units without tax', [kettles({ netMinor: 9001n })]],
    ['more tax was paid on them', [kettles({ taxMinor: 1711n })]],
    ['fewer units were bought', [kettles({ quantity: count(2), netMinor: 6000n, taxMinor: 1140n })]],
    ['their line was never bought', [line('cups')]],
  ])('is that %s', (_, lines) => {
    expect(refusedBy(purchaseOf(lines))).toStrictEqual(contradicted)
  })

  it('is that fewer units were bought than the last of those that are held', () => {
    const firstAndThird = purchaseOf([kettles({ available: units(1, 3) })])
    const history = cameBack(firstAndThird, { quantities: { kettles: 2 } })
    const fewer = purchaseOf([kettles({ quantity: count(2), netMinor: 6000n, taxMinor: 1140n })])
    expect(refusedBy(fewer, history, [1, 3])).toStrictEqual(contradicted)
  })
})
