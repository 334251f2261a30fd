import { factsOf, figure, inShort, instant, type Told } from '../help-desk.fixtures.js'
import { parcel } from '../parcel.fixtures.js'
import { purchase } from '../shop.fixtures.js'

const noon = '2025-06-04 12:00'
const asked = { asOf: instant('2025-06-06 00:00') }

describe('the worked example: eight shipments, seven promised by noon of 4 June', () => {
  const told = (
    name: string,
    promisedBy: string,
    ...happens: ReadonlyArray<(of: ReturnType<typeof parcel>) => Told>
  ) => {
    const one = parcel(name, promisedBy)
    return [one.announced('2025-06-02 10:00'), ...happens.map((happen) => happen(one))].flat()
  }
  const facts = factsOf(
    told('early', noon, (one) => one.arrived('2025-06-04 09:00')),
    told('on the dot', noon, (one) => one.arrived(noon)),
    // Could be fetched an hour early, was fetched a day late.
    told(
      'fetched',
      noon,
      (one) => one.fetchable('2025-06-04 11:00'),
      (one) => one.arrived('2025-06-05 12:00'),
    ),
    told('late', noon, (one) => one.arrived('2025-06-04 14:00')),
    told('still away', noon),
    told('sent back', noon, (one) => one.returned('2025-06-03 12:00')),
    told('cancelled', noon, (one) => one.cancelled('2025-06-02 11:00')),
    told('not due', '2025-06-10 12:00'),
  )

  it('is 3/6, 50 %', () => {
    const share = figure(facts, 'delivery-as-promised', 'share', asked)
    expect(inShort(share)).toBe('3/6 +1 {cancelled:1}')
    expect(share.value).toBe(0.5)
  })

  it('was half an hour early at the median of −3 h, −1 h, 0 and +2 h', () => {
    const accuracy = figure(facts, 'delivery-accuracy', 'median', asked)
    expect(inShort(accuracy)).toBe('–/4 +2 {cancelled:1 never-came:1}')
    expect(accuracy.value).toBe(-1800)
  })
})

describe('a shipment', () => {
  const one = parcel('one', noon)
  const share = (asOf: string, ...events: ReadonlyArray<Told>) =>
    inShort(figure(factsOf(...events), 'delivery-as-promised', 'share', { asOf: instant(asOf) }))
  const begun = one.announced('2025-06-02 10:00')

  it('has not come from the promised time on, whatever was tolerated', () => {
    expect(share('2025-06-04 11:59:59.999', begun)).toBe('0/0 +1')
    expect(share(noon, begun)).toBe('0/1')
    expect(
      share(
        '2025-06-06 00:00',
        begun,
        one.estimated('2025-06-03 09:00', '2025-06-04 13:00'),
        one.arrived('2025-06-04 13:00'),
      ),
    ).toBe('0/1')
  })

  it('that is lost before did not come, and counts as that at once', () => {
    expect(share('2025-06-03 13:00', begun, one.lost('2025-06-03 12:00'))).toBe('0/1')
  })

  it('is excluded as a test, and where its purchase is missing', () => {
    expect(share('2025-06-06 00:00', one.announced('2025-06-02 10:00', { isTest: true }))).toBe('0/0 {test:1}')
    expect(share('2025-06-06 00:00', begun.slice(1))).toBe('0/0 {incomplete:1}')
  })

  it('is judged by what had happened by then', () => {
    expect(share('2025-06-03 00:00', begun, one.arrived('2025-06-04 09:00'))).toBe('0/0 +1')
  })
})

it('asks nothing of what was handed over the counter', () => {
  const counter = purchase('counter')
  const facts = factsOf(counter.bought('2025-06-02 10:00'), counter.delivered('2025-06-02 10:00', 1, 1))
  expect(inShort(figure(facts, 'delivery-as-promised', 'share', asked))).toBe('0/0')
})
