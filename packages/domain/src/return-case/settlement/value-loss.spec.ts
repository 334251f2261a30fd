import type { Draw } from '../draw.js'
import { caseOf, count, inspect, kettles, reservationId, shop, text, units } from '../return-case.fixtures.js'
import type { ReturnCase } from '../state.js'
import { cameBack, followedBy, line, purchaseOf } from './settlement.fixtures.js'
import { lossOf } from './value-loss.js'

type Inspection = ReturnCase['inspections'][number]

const bought = purchaseOf([kettles(), line('cups', { netMinor: 1000n })])
/** Three kettles, of which an inspection found that they lost 9.00 by the terms of the shop. */
const worn = caseOf(
  followedBy(
    cameBack(bought),
    inspect({
      itemId: text('parcel-1-kettle'),
      quantity: count(3),
      grade: 'C-damaged',
      deductionMinor: 900n,
      legalBasis: 'policy-terms',
      terms: shop,
    }),
  ),
)
const placeOf = (ofLine: { readonly lineId: Draw['lineId'] }, ...numbers: ReadonlyArray<number>) => ({
  purchaseId: bought.purchaseId,
  lineId: ofLine.lineId,
  reservationId,
  units: units(...numbers),
})
const [kettleLine, cupLine] = [kettles(), line('cups')]
const oneKettle = placeOf(kettleLine, 1)

const found = (differing: Partial<Inspection>): Inspection => {
  const [inspection] = worn.inspections
  if (inspection === undefined) throw new Error('Nothing was inspected')
  return { ...inspection, ...differing }
}
const drawn = (differing: Partial<Draw> = {}): Draw => {
  const [draw] = worn.draws
  if (draw === undefined) throw new Error('Nothing is drawn on')
  return { ...draw, ...differing }
}
const loss = (
  inspections: ReadonlyArray<Inspection>,
  { draw = drawn(), netMinor = 3000n, kind = worn.request.kind, of = oneKettle } = {},
) => {
  const known = { ...worn, inspections, request: { ...worn.request, kind } }
  const { lossMinor, trace } = lossOf(known, of, { draw, netMinor })
  return { lossMinor, outcomes: trace.map(({ outcome }) => outcome) }
}

describe('what units lost in value', () => {
  it('is their part of what an inspection found, and the trace says on what it rests', () => {
    expect(lossOf(worn, oneKettle, { draw: drawn(), netMinor: 3000n })).toStrictEqual({
      lossMinor: 300n,
      trace: [
        {
          ruleId: 'diminished-value',
          facts: { inspectionId: 'inspection-1', lineId: 'kettles', deductionMinor: '300', basis: 'policy-terms' },
          outcome: 'deducted',
          policyRef: { policyId: 'thirty-day-returns', version: 1 },
        },
      ],
    })
  })

  it('is nothing where an inspection found that nothing is to be taken off, or was of other units', () => {
    expect(loss([found({ deductionMinor: 0n })])).toStrictEqual({ lossMinor: 0n, outcomes: [] })
    expect(loss([found({ lines: [placeOf(cupLine, 1)] })])).toStrictEqual({ lossMinor: 0n, outcomes: [] })
  })

  it('is their part where an inspection was of units of several lines: of 10.00 on one of each, 5.00', () => {
    const both = found({ deductionMinor: 1000n, lines: [placeOf(cupLine, 1), oneKettle] })
    expect(loss([both])).toStrictEqual({ lossMinor: 500n, outcomes: ['deducted'] })
  })

  it('is all that several inspections found, up to the net value', () => {
    const each = found({ deductionMinor: 1000n, lines: [oneKettle] })
    expect(loss([each, each]).lossMinor).toBe(2000n)
    expect(loss([each, each], { netMinor: 1999n }).lossMinor).toBe(1999n)
  })

  it('is none that is taken off where the seller is at fault', () => {
    expect(loss(worn.inspections, { kind: 'damaged' })).toStrictEqual({
      lossMinor: 0n,
      outcomes: ['SellerOwesWhatWasAgreed'],
    })
  })

  it('is none that is taken off without a legal basis', () => {
    const { legalBasis: _, ...baseless } = found({})
    expect(loss([baseless])).toStrictEqual({ lossMinor: 0n, outcomes: ['LegalBasisMissing'] })
  })

  it('is taken off who withdraws by law for excess handling alone', () => {
    const draw = drawn({ judgedAs: 'withdrawal', by: 'law' })
    expect(loss(worn.inspections, { draw })).toStrictEqual({ lossMinor: 0n, outcomes: ['BasisDoesNotApply'] })
    const handled = [found({ legalBasis: 'excess-handling' })]
    expect(loss(handled, { draw })).toStrictEqual({ lossMinor: 300n, outcomes: ['deducted'] })
  })

  it('is taken off by its terms where the shop lets the customer withdraw of its own accord', () => {
    const draw = drawn({ judgedAs: 'withdrawal', by: 'policy' })
    expect(loss(worn.inspections, { draw })).toStrictEqual({ lossMinor: 300n, outcomes: ['deducted'] })
  })
})
