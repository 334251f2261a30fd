import { afterSalesFacts, type DutyFact } from '../index.js'
import type { RecordedEvent } from '../recorded-event.js'
import { uuid } from '../story.fixtures.js'
import { claim, disclosure, machine, noon, noonOf } from '../warranty.fixtures.js'

const dutiesOf = (...events: ReadonlyArray<RecordedEvent>): ReadonlyArray<DutyFact> => {
  const fold = afterSalesFacts()
  for (const event of events) fold.record(event)
  return fold.facts().duties
}
const dutyIn = (duty: DutyFact['duty'], ...events: ReadonlyArray<RecordedEvent>): DutyFact | undefined =>
  dutiesOf(...events).find((fact) => fact.duty === duty)

const begun = [machine.registered(1), machine.delivered(2)]
const clarified = (id: number, day: string, failureModes = ['motor']) =>
  machine.told(id, 'ResponsiblePartyClarified', {
    failureModes,
    party: 'seller',
    contact: 'desk',
    channel: 'phone',
    contactId: 'c',
    late: false,
    trace: [],
    informedAt: noonOf(day),
  })

describe('who answers for a failure', () => {
  it('is due with the claim, and met where the customer had been told of that failure', () => {
    expect(dutyIn('responsible-party', ...begun, clarified(3, '2025-08-01'), claim.opened(4))).toMatchObject({
      arose: { at: noon('2025-08-13'), eventId: uuid(4) },
      fellDue: { at: noon('2025-08-13') },
      met: { at: noon('2025-08-01'), eventId: uuid(3) },
      metInTime: true,
    })
  })

  it('was told too late after it, or not at all, also of a claim that is refused', () => {
    const unclarified = { responsiblePartyClarified: false }
    expect(
      dutyIn('responsible-party', ...begun, claim.opened(3, unclarified), clarified(4, '2025-08-14')),
    ).toMatchObject({ met: { eventId: uuid(4) }, metInTime: false })
    const other = clarified(3, '2025-08-01', ['door'])
    const notTold = dutyIn('responsible-party', ...begun, other, claim.refused(4, unclarified))
    expect([notTold?.met, notTold?.metInTime]).toEqual([undefined, false])
  })
})

describe('that a repair makes the seller liable for longer', () => {
  const approved = [...begun, claim.opened(3), claim.approved(4)]

  it('arises with the approval, falls due with the choice, and is met by being told before', () => {
    const pending = dutyIn('repair-extension', ...approved)
    expect([pending?.arose.eventId, pending?.fellDue, pending?.metInTime]).toEqual([uuid(4), undefined, false])
    expect(
      dutyIn('repair-extension', ...approved, claim.explained(5, true), claim.chosen(6, { informedOfExtension: true })),
    ).toMatchObject({ fellDue: { eventId: uuid(6) }, met: { eventId: uuid(5) }, metInTime: true })
  })

  it('is missed where the choice alone was explained', () => {
    expect(dutyIn('repair-extension', ...approved, claim.explained(5, false), claim.chosen(6))).toMatchObject({
      metInTime: false,
    })
  })

  it('is owed by the seller alone, and where there is such a law', () => {
    const byMaker = claim.approved(4, { layerId: 'motor', obligor: { party: 'manufacturer' } })
    expect(dutyIn('repair-extension', ...begun, claim.opened(3), byMaker)).toBeUndefined()
    const lawless = machine.registered(1, { conformity: undefined })
    expect(dutyIn('repair-extension', lawless, claim.opened(3), claim.approved(4))).toBeUndefined()
    expect(dutyIn('repair-extension', ...begun, claim.opened(3), claim.rejected(4))).toBeUndefined()
  })
})

describe('what a warranty asks for', () => {
  it('was to be shown before the purchase; what ties to one maker, and what the law asks, need not be', () => {
    expect(dutyIn('conditions', ...begun)).toMatchObject({ metInTime: true, missing: [] })
    const onTheReceipt = disclosure(['receipt', 'registration'], { phase: 'at-purchase' })
    expect(dutyIn('conditions', machine.registered(1, { disclosures: [onTheReceipt] }))).toMatchObject({
      arose: { at: noon('2025-03-03'), eventId: uuid(1) },
      metInTime: false,
      missing: ['receipt', 'registration'],
    })
  })

  it('is no duty where nothing is asked, or nobody knows of a purchase', () => {
    expect(dutyIn('conditions', machine.registered(1, { layers: [] }))).toBeUndefined()
    expect(dutyIn('conditions', machine.registered(1, { purchase: undefined }))).toBeUndefined()
  })
})
