import { given } from '@aftersale/decider/testing'
import { shown } from '../../policy/return-policy/return-policy.fixtures.js'
import {
  after,
  authorise,
  authorised,
  count,
  dispose,
  inspect,
  item,
  may,
  phones,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  rejectedBy,
  request,
  requestLineOf,
  reservationId,
  shop,
  shopInGermany,
  shopVersion2,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'

const received = after(request(), 'reserve', authorise(), receive())
const kettleUnits = (...numbers: ReadonlyArray<number>) => ({
  purchaseId,
  lineId: 'kettles',
  reservationId,
  units: units(...numbers),
})

describe('InspectItem', () => {
  it('grades units that came back', () => {
    expect(typesOf(recordedBy(received, inspect()))).toStrictEqual(['ItemInspected'])
    expect(toldBy(received, inspect({ finding: 'scratched' }), 'ItemInspected')).toStrictEqual({
      returnCaseId: inspect().data.returnCaseId,
      inspectionId: 'inspection-1',
      itemId: 'item-1',
      lines: [kettleUnits(1, 2)],
      grade: 'B-opened',
      finding: 'scratched',
      deductionMinor: 0n,
      trace: [],
      inspectedBy: inspect().data.inspectedBy,
      inspectedAt: may(27),
    })
    expect(statusAfter([...received, ...recordedBy(received, inspect())])).toBe('inspected')
  })

  it('grades them one by one, each once', () => {
    const one = inspect({ quantity: count(1) })
    const partly = [...received, ...recordedBy(received, one)]
    expect(statusAfter(partly)).toBe('received')
    const other = inspect({ inspectionId: text('inspection-2'), quantity: count(1), grade: 'C-damaged' })
    expect(toldBy(partly, other, 'ItemInspected').lines).toStrictEqual([kettleUnits(2)])
    expect(rejectedBy(partly, inspect({ inspectionId: text('inspection-2') }))).toStrictEqual({
      reason: 'QuantityExceedsUninspected',
      itemId: 'item-1',
      uninspected: 1,
    })
  })

  it('records nothing when repeated, and is rejected with other content', () => {
    const inspected = [...received, ...recordedBy(received, inspect())]
    given(returnCase, inspected).when(inspect()).recordsNothing()
    given(returnCase, inspected)
      .when(inspect({ finding: 'told otherwise' }))
      .recordsNothing()
    expect(rejectedBy(inspected, inspect({ grade: 'A-new' })).reason).toBe('InspectionIdReused')
    expect(rejectedBy(inspected, inspect({ quantity: count(1) })).reason).toBe('InspectionIdReused')
  })

  it('is rejected for an item that was not received or not taken', () => {
    expect(rejectedBy(authorised, inspect())).toStrictEqual({ reason: 'ItemUnknown', itemId: 'item-1' })
    const unexpected = after(request(), 'reserve', authorise(), receive({ items: [item('toaster', 1)] }))
    expect(rejectedBy(unexpected, inspect({ itemId: text('item-of-toaster') })).reason).toBe('ItemUnknown')
  })

  it('grades the unit of a serial', () => {
    const line = requestLineOf('phone', 2, { serials: [text('SN-1'), text('SN-2')] })
    const both = after(
      request({ lines: [line], evidence: [purchase({ lines: [phones()] })] }),
      'reserve',
      authorise(),
      receive({ items: [item('phone', 2, { serials: [text('SN-1'), text('SN-2')] })] }),
    )
    const second = inspect({ itemId: text('item-of-phone'), quantity: count(1), serials: [text('SN-2')] })
    expect(toldBy(both, second, 'ItemInspected').lines).toMatchObject([{ units: units(2), serials: ['SN-2'] }])
    const foreign = inspect({ itemId: text('item-of-phone'), quantity: count(1), serials: [text('SN-9')] })
    expect(rejectedBy(both, foreign)).toStrictEqual({
      reason: 'SerialNotInItem',
      itemId: 'item-of-phone',
      serial: 'SN-9',
    })
  })
})

describe('a deduction for lost value', () => {
  const scratched = inspect({ deductionMinor: 1500n, legalBasis: 'policy-terms', terms: shop })
  const after14Days = (kind: 'withdrawal' | 'policy-return', disclosures = [shown()]) =>
    after(
      request({ kind, terms: shopInGermany, evidence: [purchase({ disclosures })] }),
      'reserve',
      authorise({ terms: shopInGermany }),
      receive(),
    )

  it('is recorded with its basis and the rule that allows it', () => {
    expect(toldBy(received, scratched, 'ItemInspected')).toMatchObject({
      deductionMinor: 1500n,
      legalBasis: 'policy-terms',
      trace: [
        { ruleId: 'deduction-for-lost-value', facts: { deductionMinor: '1500', netMinor: '6000' }, outcome: 'allowed' },
      ],
    })
  })

  it('needs a legal basis, and the terms it rests on', () => {
    const { legalBasis: _, ...unfounded } = scratched.data
    expect(rejectedBy(received, { type: 'InspectItem', data: unfounded })).toStrictEqual({
      reason: 'DeductionWithoutLegalBasis',
    })
    const { terms: __, ...unruled } = scratched.data
    expect(rejectedBy(received, { type: 'InspectItem', data: unruled }).reason).toBe('TermsDiffer')
    expect(rejectedBy(received, inspect({ ...scratched.data, terms: shopVersion2 })).reason).toBe('TermsDiffer')
  })

  it('is never more than was paid for the units, without tax', () => {
    expect(rejectedBy(received, inspect({ ...scratched.data, deductionMinor: 6001n }))).toStrictEqual({
      reason: 'DeductionExceedsValue',
      valueMinor: 6000n,
    })
    expect(typesOf(recordedBy(received, inspect({ ...scratched.data, deductionMinor: 6000n })))).toStrictEqual([
      'ItemInspected',
    ])
  })

  it('of a withdrawal by law is for excess handling alone', () => {
    const withdrawn = after14Days('withdrawal')
    const byPolicy = inspect({ deductionMinor: 1500n, legalBasis: 'policy-terms', terms: shopInGermany })
    expect(rejectedBy(withdrawn, byPolicy)).toStrictEqual({ reason: 'DeductionNotAllowed', kind: 'withdrawal' })
    const handled = inspect({ deductionMinor: 1500n, legalBasis: 'excess-handling', terms: shopInGermany })
    expect(typesOf(recordedBy(withdrawn, handled))).toStrictEqual(['ItemInspected'])
    // A return within the time of the law is one, whatever the customer called it.
    expect(rejectedBy(after14Days('policy-return'), byPolicy).reason).toBe('DeductionNotAllowed')
  })

  it('is not taken from who was not informed of the right to withdraw', () => {
    const handled = inspect({ deductionMinor: 1500n, legalBasis: 'excess-handling', terms: shopInGermany })
    expect(rejectedBy(after14Days('withdrawal', [shown(['receipt'])]), handled)).toStrictEqual({
      reason: 'WithdrawalNotInformed',
    })
  })

  it.each(['non-conformity', 'wrong', 'damaged', 'recall'] as const)(
    'is not taken where the seller did not deliver what was owed: %s',
    (kind) => {
      const claim = after(
        request({ kind, terms: shopInGermany }),
        'reserve',
        authorise({ terms: shopInGermany }),
        receive(),
      )
      const handled = inspect({ deductionMinor: 1n, legalBasis: 'excess-handling', terms: shopInGermany })
      expect(rejectedBy(claim, handled)).toStrictEqual({ reason: 'DeductionNotAllowed', kind })
    },
  )
})

describe('DecideDisposition', () => {
  const inspected = [...received, ...recordedBy(received, inspect())]

  it('says what becomes of inspected units', () => {
    expect(toldBy(inspected, dispose(), 'DispositionDecided')).toMatchObject({
      lines: [kettleUnits(1, 2)],
      disposition: 'resell',
    })
  })

  it('decides of each unit once', () => {
    const one = dispose({ quantity: count(1), disposition: 'return-to-customer' })
    const partly = [...inspected, ...recordedBy(inspected, one)]
    expect(rejectedBy(partly, dispose({ dispositionId: text('disposition-2') }))).toStrictEqual({
      reason: 'QuantityExceedsUndecided',
      itemId: 'item-1',
      undecided: 1,
    })
    const rest = dispose({ dispositionId: text('disposition-2'), quantity: count(1) })
    expect(toldBy(partly, rest, 'DispositionDecided').lines).toStrictEqual([kettleUnits(2)])
  })

  it('records nothing when repeated, and is rejected with other content', () => {
    const disposed = [...inspected, ...recordedBy(inspected, dispose())]
    given(returnCase, disposed).when(dispose()).recordsNothing()
    expect(rejectedBy(disposed, dispose({ disposition: 'scrap' })).reason).toBe('DispositionIdReused')
  })

  it('is rejected before the inspection, and for an unknown item', () => {
    expect(rejectedBy(received, dispose()).reason).toBe('QuantityExceedsUndecided')
    expect(rejectedBy(inspected, dispose({ itemId: text('item-7') })).reason).toBe('ItemUnknown')
  })
})
