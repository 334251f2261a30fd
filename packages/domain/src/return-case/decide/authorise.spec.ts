import { given } from '@aftersale/decider/testing'
import { shown } from '../../policy/return-policy/return-policy.fixtures.js'
import {
  after,
  agent,
  authorise,
  cancel,
  caseOf,
  confirm,
  count,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  purchase,
  purchaseId,
  recordedBy,
  refuse,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  reservationId,
  shipBy,
  shopInGermany,
  shopVersion2,
  statusAfter,
  system,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'

const reserved = after(request(), 'reserve')

describe('AuthoriseReturn', () => {
  it('says by when to send it, and what will be refunded for the very units that are held', () => {
    expect(typesOf(recordedBy(reserved, authorise()))).toStrictEqual(['ReturnAuthorised'])
    expect(toldBy(reserved, authorise(), 'ReturnAuthorised')).toMatchObject({
      authorisationId: 'RMA-1',
      shipBy,
      wayBackPaidBy: 'customer',
      preview: {
        currency: 'EUR',
        components: [
          { component: 'goods', purchaseId, lineId: 'kettles', minor: 6000n },
          { component: 'goods-tax', purchaseId, lineId: 'kettles', minor: 1140n },
        ],
        deductionsMinor: 0n,
        totalMinor: 7140n,
      },
    })
    expect(statusAfter(after(request(), 'reserve', authorise()))).toBe('authorised')
  })

  it('records nothing when repeated', () => {
    given(returnCase, [...reserved, ...recordedBy(reserved, authorise())])
      .when(authorise())
      .recordsNothing()
    const labelled = authorise({ label: { carrier: text('post'), ref: text('L-1'), costMinor: 410n } })
    given(returnCase, [...reserved, ...recordedBy(reserved, labelled)])
      .when(labelled)
      .recordsNothing()
  })

  it('is rejected while a purchase has not reserved what is drawn on', () => {
    expect(rejectedBy(after(request()), authorise())).toStrictEqual({
      reason: 'UnitsNotReserved',
      reservationIds: [reservationId],
    })
    const older = purchase({
      purchaseId: olderPurchaseId,
      purchasedAt: may(1, '09:00'),
      lines: [kettles({ lineId: lineId('older-kettles') })],
    })
    const half = after(
      request({ lines: [requestLineOf('kettle', 4)], evidence: [older, purchase()] }),
      confirm({ lines: [{ lineId: lineId('kettles'), units: units(1, 2, 3), netMinor: 9000n, taxMinor: 1710n }] }),
    )
    expect(rejectedBy(half, authorise()).reason).toBe('UnitsNotReserved')
  })

  it('is rejected under a version that the request was not judged under', () => {
    expect(rejectedBy(reserved, authorise({ terms: shopVersion2 }))).toStrictEqual({
      reason: 'TermsDiffer',
      inForce: [{ policyId: 'thirty-day-returns', version: 1 }],
    })
  })

  it('is a person’s to give where the request is in review', () => {
    const dear = after(
      request({ evidence: [purchase({ lines: [kettles({ netMinor: 600000n, netLeftMinor: 600000n })] })] }),
      'reserve',
    )
    expect(rejectedBy(dear, authorise({ authorisedBy: system }))).toStrictEqual({ reason: 'ReviewNeeded' })
    expect(typesOf(recordedBy(dear, authorise({ authorisedBy: agent })))).toStrictEqual(['ReturnAuthorised'])
  })

  it('is rejected once authorised otherwise, refused or cancelled', () => {
    const other = authorise({ authorisationId: text('RMA-2') })
    expect(rejectedBy(after(request(), 'reserve', authorise()), other)).toStrictEqual({
      reason: 'ReturnAlreadyAuthorised',
      authorisedAt: may(20, '12:05'),
    })
    expect(rejectedBy(after(request(), 'reserve', refuse()), authorise()).reason).toBe('ReturnAlreadyRefused')
    expect(rejectedBy(after(request(), 'reserve', cancel()), authorise()).reason).toBe('ReturnAlreadyCancelled')
  })

  it('previews the label that the customer pays for, once', () => {
    const label = { carrier: text('post'), ref: text('L-1') }
    expect(toldBy(reserved, authorise({ label }), 'ReturnAuthorised')).toMatchObject({
      label: { ...label, paidBy: 'customer' },
      preview: {
        components: [
          { component: 'goods', minor: 6000n },
          { component: 'goods-tax', minor: 1140n },
          { component: 'deduction', because: 'label', minor: 490n },
        ],
        deductionsMinor: 490n,
        totalMinor: 6650n,
      },
    })
  })

  it('previews one label for a return over two purchases', () => {
    const older = purchase({
      purchaseId: olderPurchaseId,
      purchasedAt: may(1, '09:00'),
      lines: [kettles({ lineId: lineId('older-kettles') })],
      disclosures: [{ ...shown(), shownAt: may(1, '08:00') }],
    })
    const both = after(request({ lines: [requestLineOf('kettle', 4)], evidence: [older, purchase()] }), 'reserve')
    const label = { carrier: text('post'), ref: text('L-1') }
    // Four kettles of 35.70 are 142.80, less 4.90 once.
    expect(toldBy(both, authorise({ label }), 'ReturnAuthorised').preview).toMatchObject({
      deductionsMinor: 490n,
      totalMinor: 13790n,
    })
  })

  it('previews the restocking fee of the policy, with its tax', () => {
    const electronic = after(
      request({
        requestedAt: may(19),
        evidence: [purchase({ lines: [kettles({ category: text('electronics') })] })],
      }),
      'reserve',
    )
    const told = toldBy(electronic, authorise(), 'ReturnAuthorised')
    // 15 % of 60.00 is 9.00; of its tax of 11.40 likewise 1.71.
    expect(told.preview).toMatchObject({ deductionsMinor: 1071n, totalMinor: 6069n })
    expect(told.trace.map(({ ruleId }) => ruleId)).toContain('restocking-fee')
  })

  it('has the seller pay for the way back where it was not shown that the customer does', () => {
    const undisclosed = after(request({ evidence: [purchase({ disclosures: [shown(['receipt'])] })] }), 'reserve')
    expect(toldBy(undisclosed, authorise(), 'ReturnAuthorised').wayBackPaidBy).toBe('merchant')
  })

  it('previews the delivery of a contract that is withdrawn from whole, and of no part of it', () => {
    const whole = after(
      request({ kind: 'withdrawal', terms: shopInGermany, lines: [requestLine({ quantity: count(3) })] }),
      'reserve',
    )
    expect(toldBy(whole, authorise({ terms: shopInGermany }), 'ReturnAuthorised').preview).toMatchObject({
      components: [
        { component: 'goods', minor: 9000n },
        { component: 'goods-tax', minor: 1710n },
        { component: 'shipping', shippingId: 'shipping-1', minor: 500n },
        { component: 'shipping-tax', shippingId: 'shipping-1', minor: 95n },
      ],
      totalMinor: 11305n,
    })
    const part = after(request({ kind: 'withdrawal', terms: shopInGermany }), 'reserve')
    expect(toldBy(part, authorise({ terms: shopInGermany }), 'ReturnAuthorised').preview.totalMinor).toBe(7140n)
  })

  it('previews only what was not cancelled meanwhile', () => {
    const whole = request({ kind: 'withdrawal', terms: shopInGermany, lines: [requestLine({ quantity: count(3) })] })
    const part = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
    const less = after(whole, 'reserve', cancel({ parts: [part] }))
    expect(toldBy(less, authorise({ terms: shopInGermany }), 'ReturnAuthorised').preview.components).toMatchObject([
      { component: 'goods', minor: 6000n },
      { component: 'goods-tax', minor: 1140n },
    ])
  })

  it('never previews more than is left of the line', () => {
    const partlyRefunded = purchase({ lines: [kettles({ netLeftMinor: 5000n, taxLeftMinor: 950n })] })
    const told = toldBy(after(request({ evidence: [partlyRefunded] }), 'reserve'), authorise(), 'ReturnAuthorised')
    expect(told.preview.totalMinor).toBe(5950n)
  })

  it('previews nothing for what was paid nothing for', () => {
    const gift = purchase({ lines: [kettles({ netMinor: 0n, taxMinor: 0n, netLeftMinor: 0n, taxLeftMinor: 0n })] })
    const label = { carrier: text('post'), ref: text('L-1') }
    const told = toldBy(after(request({ evidence: [gift] }), 'reserve'), authorise({ label }), 'ReturnAuthorised')
    expect(told.preview.totalMinor).toBe(0n)
  })

  it('waits for nothing where the goods are kept, as what is missing always is', () => {
    const missing = after(request({ kind: 'missing' }), 'reserve', authorise())
    expect(caseOf(missing).authorisation).toMatchObject({ goodsKept: true })
    expect(caseOf(missing).authorisation).not.toHaveProperty('shipBy')
    expect(given(returnCase, missing).deadlines).toStrictEqual([])

    const damaged = after(request({ kind: 'damaged' }), 'reserve')
    expect(toldBy(damaged, authorise(), 'ReturnAuthorised')).not.toHaveProperty('goodsKept')
    expect(toldBy(damaged, authorise({ goodsKept: true }), 'ReturnAuthorised').goodsKept).toBe(true)
  })

  it('gives who withdraws by law the time of the law, where the policy has less', () => {
    const short = {
      ...shopInGermany,
      policy: { ...shopInGermany.policy, shipBy: { ...shopInGermany.policy.shipBy, period: 'P3D' as never } },
    }
    const withdrawn = after(request({ kind: 'withdrawal', terms: short }), 'reserve')
    expect(toldBy(withdrawn, authorise({ terms: short }), 'ReturnAuthorised').shipBy).toBe(shipBy)
  })
})

describe('RefuseReturn', () => {
  it('refuses what was held against the terms, and gives the units free', () => {
    expect(typesOf(recordedBy(reserved, refuse()))).toStrictEqual(['ReturnRefused'])
    expect(toldBy(reserved, refuse(), 'ReturnRefused')).toMatchObject({
      reasons: ['Opened'],
      counterfactual: [{ wouldHaveTurned: { missing: ['unopened'] } }],
      lines: [{ purchaseId, lineId: 'kettles', reservationId, units: units(1, 2) }],
      trace: [{ ruleId: 'refused-on-review', outcome: 'refused', policyRef: { version: 1 } }],
      refusedBy: agent,
    })
    expect(statusAfter(after(request(), 'reserve', refuse()))).toBe('refused')
  })

  it('records nothing when repeated', () => {
    given(returnCase, [...reserved, ...recordedBy(reserved, refuse())])
      .when(refuse())
      .recordsNothing()
  })

  it('is rejected for a condition that was not shown before the purchase', () => {
    const undisclosed = after(request({ evidence: [purchase({ disclosures: [shown(['receipt'])] })] }), 'reserve')
    expect(rejectedBy(undisclosed, refuse())).toStrictEqual({
      reason: 'ConditionNotDisclosed',
      refusedFor: 'Opened',
      policyRef: { policyId: 'thirty-day-returns', version: 1 },
    })
    const tooLate = after(
      request({ evidence: [purchase({ disclosures: [shown(['unopened'], { phase: 'post-purchase' })] })] }),
      'reserve',
    )
    expect(rejectedBy(tooLate, refuse()).reason).toBe('ConditionNotDisclosed')
  })

  it('may hold against the customer what the law itself excepts', () => {
    const undisclosed = purchase({ disclosures: [shown(['withdrawal-right'])] })
    const withdrawn = after(request({ kind: 'withdrawal', terms: shopInGermany, evidence: [undisclosed] }), 'reserve')
    const excepted = refuse({ terms: shopInGermany, reasons: ['UnsealedHygiene'] })
    expect(typesOf(recordedBy(withdrawn, excepted))).toStrictEqual(['ReturnRefused'])
  })

  it('is rejected without a reason, under other terms, and once authorised', () => {
    expect(rejectedBy(reserved, refuse({ reasons: [] }))).toStrictEqual({ reason: 'NoReasonGiven' })
    expect(rejectedBy(reserved, refuse({ terms: shopVersion2 })).reason).toBe('TermsDiffer')
    expect(rejectedBy(after(request(), 'reserve', authorise()), refuse()).reason).toBe('ReturnAlreadyAuthorised')
  })
})
