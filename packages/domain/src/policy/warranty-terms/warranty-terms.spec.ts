import * as E from 'fp-ts/lib/Either.js'
import { at } from '../../calendar/calendar.fixtures.js'
import type { LocalDate } from '../../calendar/local-date.js'
import { decodeWarrantyTerms, warrantyTerms } from './decode-warranty-terms.js'
import { washingMachineTerms } from './example-warranty-terms.js'
import { coverageOf, extensionEnd, isRepairLimitReached, layerEnd } from './layer-coverage.js'
import { type WarrantyLayerTerms, WarrantyTerms, warrantyTermsRefOf } from './warranty-terms.js'

const layerNamed = (layerId: string): WarrantyLayerTerms => {
  const layer = washingMachineTerms.layers.find((one) => one.layerId === layerId)
  if (layer === undefined) throw new Error(`no layer ${layerId}`)
  return layer
}
const [conformity, motor, extension] = ['conformity', 'motor', 'motor-extension'].map(layerNamed) as [
  WarrantyLayerTerms,
  WarrantyLayerTerms,
  WarrantyLayerTerms,
]
const started = at('2025-03-10T15:00+01:00')
const inCustody = [{ firstOn: '2026-09-01' as LocalDate, lastOn: '2026-09-20' as LocalDate }]

describe('a layer', () => {
  it('covers two years after the day of delivery, on its last day until 24:00', () => {
    expect(layerEnd(conformity, started)).toEqual({
      anchorOn: '2025-03-10',
      lastOn: '2027-03-10',
      endsAtExclusive: at('2027-03-11T00:00+01:00'),
      calendarMissing: false,
    })
  })

  it('covers its first day and so a day less at its end, where its rule says so', () => {
    expect(layerEnd(motor, started).lastOn).toBe('2030-03-09')
  })

  it('stands still in custody only if its terms say so', () => {
    expect(layerEnd(conformity, started, { inCustody }).lastOn).toBe('2027-03-10')
    expect(layerEnd(motor, started, { inCustody }).lastOn).toBe('2030-03-29')
  })

  it('is longer by what extends it', () => {
    expect(layerEnd(conformity, started, { extendedBy: ['P12M' as never] }).lastOn).toBe('2028-03-10')
  })

  it('that extends another begins the day after it and leaves no gap', () => {
    const { lastOn } = layerEnd(motor, started)
    expect(extensionEnd(extension, { lastOn }).lastOn).toBe('2033-03-09')
    expect(extensionEnd({ ...extension, countingRule: 'event-day-excluded-no-roll' }, { lastOn }).lastOn).toBe(
      '2033-03-09',
    )
  })

  it('covers what it names, but for what it excludes; one that names nothing covers the rest', () => {
    expect(coverageOf(motor, 'motor')).toBe('covered')
    expect(coverageOf(motor, 'water-damage')).toBe('excluded')
    expect(coverageOf(motor, 'door')).toBe('not-named')
    expect(coverageOf(conformity, 'door')).toBe('covered')
    expect(coverageOf({ ...conformity, excluded: ['door' as never] }, 'door')).toBe('excluded')
  })

  it('has a limit of failed repairs, or none', () => {
    expect([1, 2, 3].map((failed) => isRepairLimitReached(conformity, failed))).toEqual([false, true, true])
    expect(isRepairLimitReached(extension, 99)).toBe(false)
  })
})

describe('warranty terms', () => {
  const written = JSON.parse(JSON.stringify(WarrantyTerms.encode(washingMachineTerms)))
  const faultsWith = (index: number, fields: object): ReadonlyArray<string> => {
    const layers = written.layers.map((layer: object, at: number) => (at === index ? { ...layer, ...fields } : layer))
    const decoded = decodeWarrantyTerms({ ...written, layers })
    return E.isLeft(decoded) ? decoded.left : []
  }

  it('are read back from their JSON, and named by id and version', () => {
    expect(decodeWarrantyTerms(written)).toEqual(E.right(washingMachineTerms))
    expect(warrantyTermsRefOf(washingMachineTerms)).toEqual({ policyId: 'washing-machine-terms', version: 1 })
  })

  it('say what is wrong at every place', () => {
    expect(
      faultsWith(0, {
        period: '24 months',
        countingRule: 'roll',
        zone: 'Berlin',
        maxRepairAttempts: 0,
        transferable: 'yes',
      }),
    ).toEqual([
      'layers[0].period: expected Period, got "24 months"',
      'layers[0].countingRule: expected "event-day-excluded" | "event-day-excluded-no-roll" | "start-day-included", got "roll"',
      'layers[0].zone: expected Zone, got "Berlin"',
      'layers[0].transferable: expected boolean, got "yes"',
      'layers[0].maxRepairAttempts: expected PositiveInteger, got 0',
    ])
  })

  it('refuse fields that they do not know, and keys that would reach into prototypes', () => {
    expect(
      faultsWith(1, JSON.parse('{"__proto__": {}, "months": 24, "obligor": {"party": "seller", "constructor": 1}}')),
    ).toEqual([
      'layers[1].__proto__: no field can be called so',
      'layers[1].obligor.constructor: no field of warranty terms',
      'layers[1].months: no field of warranty terms',
    ])
  })

  it('ask of what the law gives no fee, no limit, no registration', () => {
    const money = [{ amountMinor: '1', currency: 'EUR' }]
    expect(
      faultsWith(0, {
        serviceFees: money,
        maxClaims: 1,
        claimLimits: money,
        proofs: ['invoice'],
        conditions: ['receipt', 'registration'],
      }),
    ).toEqual([
      'layers[0].serviceFees: what the law gives is free',
      'layers[0].maxClaims: what the law gives has no limit',
      'layers[0].claimLimits: what the law gives has no limit',
      'layers[0].proofs: the law takes any proof',
      'layers[0].conditions: the law does not ask for registration',
    ])
  })

  it('make sense of what a layer extends, covers and offers', () => {
    expect(faultsWith(2, { extendsLayerId: 'drum' })).toEqual(['layers[2].extendsLayerId: no layer drum stands before'])
    expect(faultsWith(2, { extendsLayerId: undefined })).toEqual([
      'layers[2].extendsLayerId: missing, it starts where another layer ends',
    ])
    expect(faultsWith(1, { extendsLayerId: 'conformity' })).toEqual([
      'layers[1].extendsLayerId: it does not start where another layer ends',
    ])
    expect(faultsWith(1, { layerId: 'conformity', excluded: ['motor'], remedies: [], conditions: [] })).toEqual([
      'layers[1].layerId: conformity stands before',
      'layers[1].excluded: motor is covered too',
      'layers[1].remedies: nothing is offered',
      'layers[1].proofs: nothing has to be proven without the condition receipt',
      'layers[2].extendsLayerId: no layer motor stands before',
    ])
  })

  it('called full are for any owner, free and without duties, and no title allows a tie-in', () => {
    const tied = { conditions: ['receipt', 'registration', 'authorised-parts'] }
    expect(faultsWith(1, { title: 'limited', ...tied })).toEqual([
      'layers[1].conditions: authorised-parts would tie it to parts or service of one maker',
    ])
    expect(
      faultsWith(1, { title: 'full', ...tied, transferable: false, serviceFees: [], maxRepairAttempts: undefined }),
    ).toEqual([
      'layers[1].conditions: authorised-parts would tie it to parts or service of one maker',
      'layers[1].transferable: a full warranty is for any owner',
      'layers[1].serviceFees: a full warranty is free',
      'layers[1].maxRepairAttempts: missing, a full warranty replaces or refunds after reasonable attempts',
      'layers[1].conditions: a full warranty asks for no registration',
    ])
  })

  it('throw with every fault where they stand in code', () => {
    expect(() => warrantyTerms({ ...written, version: 0 })).toThrow(
      new TypeError('These are no warranty terms:\nversion: expected PositiveInteger, got 0'),
    )
  })
})
