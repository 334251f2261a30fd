import type { PositiveInteger } from '@aftersale/messages'
import { bought, delivered, installed, open, running, shown, termsRef, termsWhere } from '../claim.fixtures.js'
import { conformity, day, motor, noonOf } from '../warranty.fixtures.js'
import { answer, heard } from './heard.fixtures.js'

describe('a proof of the purchase', () => {
  const without = open({ proofs: [] })

  it('is asked for by the layer that has the condition', () => {
    const data = heard(running, without)
    expect(answer(running, without)).toStrictEqual({
      conformity: ['ReceiptRequired'],
      motor: ['ReceiptRequired'],
      'motor-extension': ['OutOfPeriod', 'ReceiptRequired'],
    })
    expect(data).toMatchObject({ wouldHaveTurned: { layerId: 'conformity', proof: true } })
  })

  it('may be any to what the law gives, and is one that the terms name to a commercial layer', () => {
    const bank = open({ proofs: [{ kind: 'bank-statement', verified: false }] })
    expect(answer(running, bank)).toStrictEqual([conformity])
    const record = open({ proofs: [{ kind: 'purchase-record', verified: true }] })
    expect(answer(running, record)).toStrictEqual([conformity])
    const invoice = open({ proofs: [{ kind: 'invoice', verified: true }] })
    expect(answer(running, invoice)).toStrictEqual([conformity, motor])
  })

  it('is not asked for by a commercial layer that did not say so before the purchase', () => {
    const untold = [bought({ disclosures: [] }), delivered, installed]
    expect(answer(untold, without)).toStrictEqual([motor])
  })
})

describe('a condition', () => {
  const unmet = open({ unmet: ['registration'] })

  it('binds where it was shown before the purchase', () => {
    expect(answer(running, unmet)).toStrictEqual([conformity])
    const data = heard(
      [...running],
      open({ unmet: ['registration'], proofs: [], failedOn: day('2029-01-12'), reportedAt: noonOf('2029-01-13') }),
    )
    expect(data).toMatchObject({
      layers: [
        { layerId: 'conformity', reasons: ['OutOfPeriod', 'ReceiptRequired'] },
        { layerId: 'motor', reasons: ['ReceiptRequired', 'ConditionUnmet'] },
        { layerId: 'motor-extension', reasons: ['OutOfPeriod', 'ReceiptRequired'] },
      ],
      wouldHaveTurned: { layerId: 'conformity', failedOnOrBefore: '2028-08-10', proof: true },
    })
  })

  it('does not bind where it was shown on the receipt, after the purchase, or of another version', () => {
    const atPurchase = { ...shown('registration'), phase: 'at-purchase' as const }
    const afterwards = { ...shown('registration'), shownAt: noonOf('2026-08-04') }
    const older = { ...shown('registration'), policyRef: { ...termsRef, version: 2 as PositiveInteger } }
    for (const disclosure of [atPurchase, afterwards, older]) {
      const history = [bought({ disclosures: [disclosure, shown('receipt')] }), delivered, installed]
      expect(answer(history, unmet)).toStrictEqual([conformity, motor])
    }
  })

  it('never ties the product to parts or service of one maker, shown or not', () => {
    const tied = bought({
      terms: termsWhere('motor', { conditions: ['receipt', 'authorised-parts', 'authorised-service'] }),
      disclosures: [shown('receipt', 'authorised-parts', 'authorised-service')],
    })
    const byOthers = open({ unmet: ['authorised-parts', 'authorised-service'] })
    expect(answer([tied, delivered, installed], byOthers)).toStrictEqual([conformity, motor])
  })
})
