import type { ScanCode } from '../carrier-scan.js'
import { monday, text } from '../purchase.fixtures.js'
import { rankOf, type Scan, withScan } from './scan.js'

const scanOf = (code: ScanCode, time: string, carrierEventId = `${code} ${time}`): Scan => ({
  carrierEventId: text(carrierEventId),
  code,
  scannedAt: monday(time),
})

const heardIn = (scans: ReadonlyArray<Scan>): ReadonlyArray<Scan> =>
  scans.reduce<ReadonlyArray<Scan>>((known, scan) => withScan(known, scan), [])

describe('scans', () => {
  const [first, second, third] = [
    scanOf('out-for-delivery', '09:00'),
    scanOf('in-transit', '10:00'),
    scanOf('handed-over', '11:00'),
  ] as const

  it('stand in the order in which they were scanned, whatever the order in which they are heard of', () => {
    const inOrder = [first, second, third]
    expect(heardIn([first, second, third])).toStrictEqual(inOrder)
    expect(heardIn([third, second, first])).toStrictEqual(inOrder)
    expect(heardIn([third, first, second])).toStrictEqual(inOrder)
  })

  it('of the same instant stand in the order of the journey', () => {
    const journey = [
      'label-created',
      'handed-over',
      'in-transit',
      'exception',
      'out-for-delivery',
      'delivery-attempt-failed',
      'available-for-pickup',
      'delivered',
      'returned-to-sender',
      'destroyed',
    ] as const
    const scans = journey.map((code) => scanOf(code, '09:00', 'one'))
    expect(heardIn([...scans].reverse())).toStrictEqual(scans)
    expect(heardIn(scans)).toStrictEqual(scans)
  })

  it('of the same instant and code stand in the order of the carrier’s ids', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => scanOf('in-transit', '09:00', id))
    if (a === undefined || b === undefined || c === undefined) throw new Error('There are three')
    expect(heardIn([c, a, b])).toStrictEqual([a, b, c])
    expect(heardIn([b, c, a])).toStrictEqual([a, b, c])
  })

  it('rank by how many were scanned before, among those that are known', () => {
    const known = [first, second, third]
    expect(rankOf([], first)).toBe(1)
    expect(known.map((scan) => rankOf(known, scan))).toStrictEqual([1, 2, 3])
    expect(rankOf(known, scanOf('exception', '10:30'))).toBe(3)
    expect(rankOf(known, scanOf('label-created', '10:00'))).toBe(2)
    expect(rankOf(known, scanOf('exception', '10:00'))).toBe(3)
  })
})
